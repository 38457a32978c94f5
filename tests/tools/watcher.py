#!/usr/bin/python3
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
"""A watcher, or an integration, written with another WebSocket library than the relay's.

  watcher.py --url ws://127.0.0.1:8765 --type neuro-os --name ui --token TOKEN --seconds 10
             [--log FILE] [--send JSON ...] [--raw-first TEXT] [--expect NAME=COUNT ...] [--quick]
             [--expect-close] [--answer]

It registers, sends what --send says, in that order, and counts what it hears by name: the member
"event", "command" or "status" of a message, or "error:" and the text of an error. --expect says how
many of a name must come at least, --expect-close that the relay has to end the connection. With
--answer, actions and commands of watchers are answered. It ends after --seconds, with --quick as
soon as all that is expected has come.

Exit status: 0 as expected, 1 otherwise, 2 no connection. One line of JSON on standard output tells
what came, what is missing, and the close code.
"""
import argparse
import asyncio
import collections
import json
import sys
import time

import websockets

from nlib import Log, dumps


def name_of(message):
    if not isinstance(message, dict):
        return "not-an-object"
    for key in ("event", "command", "status"):
        if key in message:
            return str(message[key])
    return "error:" + str(message["error"]) if "error" in message else "other"


async def run(a):
    log, seen, closed = Log(a.log), collections.Counter(), None
    want = {name: int(count or 1) for name, _, count in (e.rpartition("=") for e in a.expect)}
    try:
        ws = await websockets.connect(a.url, open_timeout=5, compression=None, max_size=2**24)
    except Exception as e:
        print(json.dumps({"error": repr(e)}))
        return 2

    async def send(text):
        log("out", text=text)
        await ws.send(text)

    async def answer(message):
        data = message.get("data") or {}
        if message.get("command") == "action":
            await send(dumps({"command": "action/result", "game": a.name, "data": {
                "id": data.get("id"), "success": True, "message": a.name + " did it"}}))
        elif "cmd" in message:
            await send(dumps({"event": "cmd_result", "of": message["cmd"]}))

    end = time.monotonic() + a.seconds
    try:
        await send(a.raw_first if a.raw_first is not None else
                   dumps({"type": a.type, "name": a.name, "auth_token": a.token}))
        for text in a.send:
            await send(text)
        while (left := end - time.monotonic()) > 0:
            if a.quick and want and all(seen[name] >= count for name, count in want.items()):
                break
            raw = await asyncio.wait_for(ws.recv(), left)
            try:
                message = json.loads(raw)
            except ValueError:
                message = None
            name = name_of(message)
            seen[name] += 1
            log("in", name=name, binary=isinstance(raw, bytes),
                text=raw if isinstance(raw, str) else repr(raw))
            if a.answer and isinstance(message, dict):
                await answer(message)
    except asyncio.TimeoutError:
        pass
    except websockets.ConnectionClosed:
        closed = ws.close_code
        log("closed", code=closed, reason=ws.close_reason)
    await ws.close()
    missing = {name: f"{seen[name]}/{n}" for name, n in want.items() if seen[name] < n}
    ok = not missing and (closed is not None) == a.expect_close
    print(json.dumps({"ok": ok, "seen": dict(seen), "missing": missing,
                      "closed_by_server": closed}))
    return 0 if ok else 1


p = argparse.ArgumentParser(description=__doc__,
                            formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--url", default="ws://127.0.0.1:8765")
p.add_argument("--log")
p.add_argument("--type", default="neuro-os")
p.add_argument("--name", default="watcher-1")
p.add_argument("--token", default="super-secret-token")
p.add_argument("--seconds", type=float, default=5)
p.add_argument("--send", action="append", default=[])
p.add_argument("--raw-first", help="send this instead of a registration")
p.add_argument("--expect", nargs="*", default=[])
p.add_argument("--expect-close", action="store_true")
p.add_argument("--quick", action="store_true", help="end as soon as all that is expected has come")
p.add_argument("--answer", action="store_true")
sys.exit(asyncio.run(run(p.parse_args())))
