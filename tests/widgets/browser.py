"""What a browser does for a tool, without one."""

from __future__ import annotations

from hitkit.widgets.tool import Tool
from ipywidgets import Button


def press(button: Button) -> None:
    """Press a button as a browser does: by a message."""
    button._handle_msg(
        {"content": {"data": {"method": "custom", "content": {"event": "click"}}}, "buffers": []}
    )


def browser_answers(tool: Tool) -> None:
    """Answer the question whether all has arrived, as a browser does once it has sent all."""
    question, answer = tool.head.children[1].children
    if question.value:
        answer.click()
