"""One form, one action, however often it is sent."""

import anyio
import pytest
from starlette.exceptions import HTTPException

from engine.web.submissions import Submissions


def test_a_form_whose_action_raised_may_be_sent_again() -> None:
    async def scenario() -> None:
        submissions = Submissions()

        async def fail() -> str:
            raise HTTPException(503, "busy")

        async def succeed() -> str:
            return "/journal/2"

        with pytest.raises(HTTPException, match="busy"):
            await submissions.once("form", fail)
        assert await submissions.once("form", succeed) == "/journal/2"

    anyio.run(scenario)


def test_who_waited_for_an_action_that_raised_is_told_to_look_again() -> None:
    async def scenario() -> None:
        submissions, may_end = Submissions(), anyio.Event()
        endings: list[str] = []

        async def fail_slowly() -> str:
            await may_end.wait()
            raise HTTPException(503, "busy")

        async def send() -> None:
            with pytest.raises(HTTPException) as refusal:
                await submissions.once("form", fail_slowly)
            endings.append(refusal.value.detail)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(send)
            tasks.start_soon(send)
            await anyio.wait_all_tasks_blocked()
            may_end.set()
        assert endings == ["busy", "The first try did not end; look again, then retry."]

    anyio.run(scenario)


def test_only_the_latest_forms_are_remembered() -> None:
    async def scenario() -> None:
        submissions = Submissions(remembered_max=2)
        acted: list[str] = []

        async def send(form_id: str) -> None:
            async def act() -> str:
                acted.append(form_id)
                return f"/journal/{form_id}"

            await submissions.once(form_id, act)

        for form_id in ("a", "b", "b", "c", "c", "a"):
            await send(form_id)
        assert acted == ["a", "b", "c", "a"]

    anyio.run(scenario)
