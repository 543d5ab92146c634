-- Opens the file that is named, waits for what the server says of it, and prints one finding a line. The page docs/editors.md has the same lines.
local binary, root = os.getenv('BESLUIT'), os.getenv('ROOT')
local client = vim.lsp.start_client({ name = 'besluit', cmd = { binary, 'lsp' }, root_dir = root })
vim.lsp.buf_attach_client(0, client)
local there = vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, one in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format('%d:%d %s %s\n', one.lnum, one.col, tostring(one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)), one.message:gsub('\n', ' ')))
end
if not there then io.stdout:write('nothing was told\n') end
vim.cmd('qa!')
