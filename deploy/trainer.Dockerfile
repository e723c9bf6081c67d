# syntax=docker/dockerfile:1.7
# The LoRA trainer. Context: the root of the repository.
#   docker build -f deploy/trainer.Dockerfile -t understudy-trainer:0.1.0 .
# PyTorch's general build, which has the libraries for NVIDIA's GPUs. Without a GPU: --build-arg TORCH_BACKEND=cpu
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ARG TORCH_BACKEND=
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv==0.9.7 && uv venv /opt/trainer
WORKDIR /build
COPY apps/trainer/pyproject.toml apps/trainer/constraints.txt apps/trainer/README.md ./
COPY apps/trainer/understudy_trainer understudy_trainer
RUN --mount=type=cache,target=/root/.cache/uv \
    VIRTUAL_ENV=/opt/trainer uv pip install ${TORCH_BACKEND:+--torch-backend "$TORCH_BACKEND"} -c constraints.txt .

FROM ${PYTHON_IMAGE} AS trainer
# Base models and temporary checkpoints: give both folders a volume, and the root file system can be read-only.
ENV PATH=/opt/trainer/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HF_HOME=/models \
    TRAINER_WORK_FOLDER=/work
COPY --from=build /opt/trainer /opt/trainer
RUN mkdir /models /work && chown 1000:1000 /models /work
USER 1000:1000
VOLUME ["/models", "/work"]
# A training keeps the worker's only slot for hours, in which it does not poll: nothing can be asked of it from outside.
# Temporal notices a machine that died within 15 s. `serve` has GET /health.
HEALTHCHECK NONE
ENTRYPOINT ["python", "-m", "understudy_trainer"]
CMD ["worker"]
