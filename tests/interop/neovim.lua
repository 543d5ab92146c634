-- Waits for what is told of the file that is open, and prints one finding a line. The lines of docs/editors.md have started the server.
local there = vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, one in ipairs(vim.diagnostic.get(0)) do
  local code = one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)
  io.stdout:write(string.format('%d:%d %s %s\n', one.lnum, one.col, code, (one.message:gsub('\n', ' '))))
end
if not there then io.stdout:write('nothing was told\n') end
vim.cmd('qa!')
