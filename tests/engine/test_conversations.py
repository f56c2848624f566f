"""The order of turns within a conversation."""

from __future__ import annotations

import asyncio

from bot.engine.conversations import ConversationLocks


def test_turns_of_one_conversation_pass_in_order_and_leave_nothing_behind():
    passed: list[int] = []

    async def turn(locks: ConversationLocks, number: int) -> None:
        async with locks.turn("a"):
            await asyncio.sleep(0.01 / (number + 1))
            passed.append(number)

    async def burst() -> int:
        locks = ConversationLocks()
        await asyncio.gather(*(turn(locks, number) for number in range(10)))
        return len(locks)

    assert asyncio.run(burst()) == 0
    assert passed == list(range(10))


def test_conversations_do_not_wait_for_each_other():
    async def two() -> bool:
        locks = ConversationLocks()
        async with locks.turn("a"), asyncio.timeout(1), locks.turn("b"):
            return len(locks) == 2

    assert asyncio.run(two())


def test_a_turn_that_fails_lets_the_next_one_pass():
    async def failing() -> int:
        locks = ConversationLocks()
        try:
            async with locks.turn("a"):
                raise ValueError
        except ValueError:
            async with asyncio.timeout(1), locks.turn("a"):
                pass
        return len(locks)

    assert asyncio.run(failing()) == 0
