"""Who may do what on the Hub: groups, roles and the scopes of tokens, the narrowest that work."""

from typing import Any

from hitkit.classroom.roster import Class, Course

# A student's or teacher's own server: its owner's name and groups, to say that it is in use,
# and to let its owner in.
SERVER_SCOPES = (
    "users:activity!user",
    "access:servers!server",
    "read:users:name!user",
    "read:users:groups!user",
)


def teach_group(course: Course) -> str:
    """Return the group whose members open the course's formgrader; nbgrader knows it by name."""
    return f"formgrade-{course.id}"


def learn_group(course: Course) -> str:
    """Return the group of the course's students; nbgrader knows it by name."""
    return f"nbgrader-{course.id}"


def groups(held: Class) -> dict[str, dict[str, list[str]]]:
    """Return the groups as ``JupyterHub.load_groups`` wants them."""
    found = {}
    for course in held.courses:
        found[teach_group(course)] = {"users": sorted(course.staff)}
        found[learn_group(course)] = {"users": sorted(course.student_ids)}
    return found


def groups_of(held: Class, account: str) -> set[str]:
    """Return the groups that one account is in."""
    return {name for name, members in groups(held).items() if account in members["users"]}


def roles(held: Class) -> list[dict[str, Any]]:
    """Return the roles as ``JupyterHub.load_roles`` wants them."""
    found: list[dict[str, Any]] = []
    for course in held.courses:
        found.append(
            {
                "name": f"teach-{course.id}",
                "description": f"Open the gradebook of {course.id}",
                "groups": [teach_group(course)],
                "scopes": teach_scopes(course),
            }
        )
    found.append(
        {
            "name": "idle-culler",
            "description": "Stop servers that nobody uses",
            "services": ["idle-culler"],
            "scopes": [
                "list:users",
                "read:users:activity",
                "read:servers",
                "delete:servers",
            ],
        }
    )
    return found


def teach_scopes(course: Course) -> list[str]:
    """Return what whoever teaches a course may do: see its service in the list, and open it."""
    return [f"{what}!service={course.id}" for what in ("access:services", "read:services")] + [
        f"list:services!service={course.id}"
    ]


def server_scopes(held: Class, account: str) -> list[str]:
    """Return the scopes of the token in one account's own server."""
    taught = [course for course in held.courses if account in course.staff]
    return [*SERVER_SCOPES, *(scope for course in taught for scope in teach_scopes(course)[1:])]


def look(held: Class, account: str) -> str:
    """Return whose menus an account sees; looks only, no boundary."""
    if any(account in course.instructors for course in held.courses):
        return "instructor"
    if any(account in course.graders for course in held.courses):
        return "grader"
    return "student"
