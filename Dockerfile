# An image with nothing in it but the program:
#
#   docker build --tag besluit .
#   docker run --rm --volume "$PWD:/data:ro" besluit validate
#
# With the binary of a release in a folder, nothing is compiled: `docker build --build-context build=FOLDER .` takes FOLDER/besluit. It has
# to be a static one, such as those for musl.
#
# What runs `git` (`--against`, `--since`, `--staged`) or `pdftotext` finds neither in it.

FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /sources
COPY . .
RUN cargo build --locked --profile dist && cp target/dist/besluit /besluit

FROM scratch
COPY --from=build /besluit /besluit
# Nobody in particular; somebody who may write the folder is named by `docker run --user`.
USER 65534:65534
WORKDIR /data
ENTRYPOINT ["/besluit"]
CMD ["help"]
