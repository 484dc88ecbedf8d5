"""What the course's widgets share.

``sheet`` keeps answers in a file beside the notebook, ``look`` is the common face and its hold on
the keyboard, ``tool`` the widget that each of them is, ``filing`` one that decides items in turn.
"""
