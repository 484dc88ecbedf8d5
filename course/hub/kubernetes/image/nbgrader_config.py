"""Everybody's nbgrader on the cluster: hand out and in through ngshare."""

from ngshare_exchange import configureExchange

c = get_config()  # noqa: F821 - Jupyter provides it
configureExchange(c, "http://proxy-public/services/ngshare")
c.CourseDirectory.course_id = "*"
