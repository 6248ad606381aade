# Newsdesk on a processor, without a graphics card; compose.yaml runs it with all that a team needs.
FROM python:3.12-slim-bookworm AS build

WORKDIR /src
RUN python -m venv /opt/newsdesk
ENV PATH=/opt/newsdesk/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# A build for processors first: the usual one brings gigabytes for graphics cards. The range is pyproject.toml's.
RUN pip install --index-url https://download.pytorch.org/whl/cpu 'torch>=2.6,<2.14'
COPY pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY corpus corpus
RUN pip install '.[server]'


FROM python:3.12-slim-bookworm

RUN useradd --uid 10001 --create-home newsdesk \
    && install --directory --owner=newsdesk --group=newsdesk --mode=700 /archive /vectors
COPY --from=build /opt/newsdesk /opt/newsdesk
# The archive is a folder in /archive and not /archive itself, which, as a disk of its own, `newsdesk restore` could not
# put in place in one step.
ENV PATH=/opt/newsdesk/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NEWSDESK_HOME=/archive/home \
    NEWSDESK_CACHE=/archive/cache
USER newsdesk
WORKDIR /home/newsdesk
VOLUME ["/archive", "/vectors"]
EXPOSE 8501 8600
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=8)"]
CMD ["newsdesk", "app", "--headless", "--host", "0.0.0.0", "--port", "8501"]
