"""The chat page for people: complete without script, one neutral address and title, one cookie that ends with the tab."""

from webhooks.chat.views import create_chat

__all__ = ["create_chat"]
