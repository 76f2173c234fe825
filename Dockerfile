# The program of a wheel, alone. Wheels are made as CONTRIBUTING.md says, into the folder wheels; then: docker build -t evenhand .
#   docker run --rm --network none -v "$PWD:/work" evenhand audit -c evenhand.toml -o audit.json
FROM python:3.13-slim AS wheel
COPY wheels/ /wheels/
RUN python -m pip install --no-index --no-deps --find-links /wheels --target /unpacked evenhand

FROM debian:trixie-slim
COPY --from=wheel /unpacked/bin/evenhand /usr/local/bin/evenhand
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["evenhand"]
