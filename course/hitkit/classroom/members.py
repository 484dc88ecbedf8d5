"""Keep the Hub's own memory in step with the roster: who was taken off it is out."""

from typing import Any

from hitkit.classroom import access
from hitkit.classroom.roster import Class, RosterError


def by_roster(authenticator: type, held: Class) -> type:
    """Return an authenticator that also holds everybody to the roster.

    JupyterHub adds people to groups when it starts and never takes them out again, and it
    believes old cookies. Both would keep a teacher who has left in the gradebook.
    """

    class ByRoster(authenticator):
        def add_user(self, user: Any) -> Any:
            idle = not any(server.server for server in user.orm_spawners.values())
            if user.name not in held.people and idle:
                # JupyterHub then forgets the account (delete_invalid_users).
                raise RosterError(f"{user.name} is no longer on the roster.")
            right = access.groups_of(held, user.name)
            user.groups = [group for group in user.groups if group.name in right]
            return super().add_user(user)

        async def refresh_user(self, user: Any, handler: Any = None, **more: Any) -> Any:
            if user.name not in held.people:
                return False
            return await super().refresh_user(user, handler, **more)

    return ByRoster
