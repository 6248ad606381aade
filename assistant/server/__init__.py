"""The doors of a newsroom's server: HTTP, OpenAI-compatible, MCP; who may see what stands behind them."""
