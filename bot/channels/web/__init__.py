"""The web channel: what a browser loads. For now the plain chat page; sessions come with the widget."""
