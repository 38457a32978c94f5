#!/usr/bin/python3
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
"""A game, written with another WebSocket library than the relay's.

  game.py --url ws://127.0.0.1:8001 --name "Game A" --actions 3 --contexts 5 --forces 4
          [--fail 1] [--result-delay-ms 0] [--reconnect] [--log FILE] [--games 1]

It registers actions, forces them one after the other, with numbered contexts in between, and answers
them. Each action takes {"tok": a token of this game's, "n": 0..9}; another token, an action that is not
registered, an id that is missing or came before, and data that is no JSON text or breaks the schema
count as errors. With --fail N it refuses the first N answers to every force and expects another
one. With --reconnect it returns when it loses its connection. At the end it unregisters everything.
With --games N it is N games at once, "Game A 0" to "Game A N-1", each with a connection of its own.

Exit status: 0 every force was answered and nothing was wrong, 1 otherwise, 2 no connection. One line
of JSON a game on standard output tells what came.
"""
import argparse
import asyncio
import json
import sys
import time

import websockets

from nlib import S2C, Log, check, dumps, pct


class Game:
    def __init__(self, a, name, log):
        self.a, self.name, self.log = a, name, log
        self.tok = name.lower().replace(" ", "-")
        self.schema = {"type": "object", "required": ["tok", "n"], "properties": {
            "tok": {"type": "string", "enum": [self.tok]}, "n": {"type": "integer", "minimum": 0, "maximum": 9}}}
        self.names = [f"act_{k}" for k in range(a.actions)]
        self.live, self.ids, self.err = set(), set(), []
        self.force_at, self.fails, self.forced_ok = None, 0, 0
        self.lat, self.other, self.connects = [], {}, 0
        self.got = asyncio.Event()
        self.ws = None

    def bad(self, what):
        self.err.append(what[:300])
        self.log("error", what=what)

    async def send(self, command, data=None):
        m = dumps({"command": command, "game": self.name, **({} if data is None else {"data": data})})
        self.log("out", text=m)
        await self.ws.send(m)

    async def register(self):
        await self.send("actions/register", {"actions": [
            {"name": n, "description": f"Test action {n} of {self.name}", "schema": self.schema}
            for n in sorted(self.live)]})

    async def reader(self):
        try:
            await self.read_all(self.ws)
        except websockets.ConnectionClosed as e:
            self.log("closed", why=repr(e))

    async def read_all(self, ws):
        async for m in ws:
            self.log("in", text=m if isinstance(m, str) else repr(m))
            try:
                if isinstance(m, bytes):
                    self.bad(f"binary frame: {m[:80]!r}")
                o = json.loads(m)
                cmd, d = o["command"], o.get("data") or {}
            except (ValueError, KeyError, TypeError):
                self.bad(f"not a server message: {m[:120]!r}")
                continue
            if cmd not in S2C:
                self.bad(f"unknown command {cmd!r}")
            if cmd == "action":
                await self.on_action(d)
            else:
                self.other[cmd] = self.other.get(cmd, 0) + 1
                if cmd == "actions/reregister_all" and self.live:
                    await self.register()

    async def on_action(self, d):
        i, name, data = d.get("id"), d.get("name"), d.get("data")
        if not isinstance(i, str) or not i:
            self.bad(f"id is {i!r}")
        elif i in self.ids:
            self.bad(f"id {i} came twice")
        self.ids.add(i)
        problem = None
        if name not in self.live:
            problem = f"action {name!r} is not registered here"
        else:
            try:
                problem = "; ".join(check(json.loads(data), self.schema))
            except (ValueError, TypeError):
                problem = f"data is not a JSON string: {data!r}"
        if problem:
            self.bad(f"{problem} (id {i})")
        forced = self.force_at is not None
        ok = not problem
        if ok and forced and self.fails < self.a.fail:
            self.fails += 1
            ok = False
        if ok and forced:
            self.lat.append(time.monotonic() - self.force_at)
        await asyncio.sleep(self.a.result_delay_ms / 1e3)
        await self.send("action/result", {"id": i, "success": ok,
                                          "message": f"tok={self.tok} {'done' if ok else problem or 'scripted failure'}"})
        if ok and forced:
            self.force_at, self.forced_ok = None, self.forced_ok + 1
            self.got.set()

    async def connect(self):
        end = time.monotonic() + self.a.connect_for
        while True:
            try:
                self.ws = await websockets.connect(self.a.url, open_timeout=5, compression=None, max_size=2**24)
                break
            except Exception as e:
                if time.monotonic() > end:
                    raise OSError(f"cannot connect: {e!r}")
                await asyncio.sleep(.2 if not self.connects else 1)
        self.connects += 1
        self.log("connected", game=self.name)
        await self.send("startup")
        self.live = set(self.names)
        await self.register()

    async def force(self, k):
        names = self.names[k % len(self.names):][:2]
        self.got.clear()
        self.fails = 0
        self.force_at = self.force_at or time.monotonic()
        await self.send("actions/force", {"state": f"force {k}", "query": f"Pick one, {self.tok}",
                                          "ephemeral_context": bool(k % 2), "action_names": names})
        await asyncio.wait_for(self.got.wait(), self.a.force_timeout)

    async def play(self):
        k = said = 0
        while k < self.a.forces:
            while said < self.a.contexts * (k + 1) // self.a.forces:
                await self.send("context", {"message": f"{self.tok} says {said}", "silent": said % 2 == 0})
                said += 1
            lost = asyncio.ensure_future(self.ws.wait_closed())
            job = asyncio.ensure_future(self.force(k))
            await asyncio.wait([lost, job], return_when=asyncio.FIRST_COMPLETED)
            if job.done() and not job.exception():
                k += 1
            elif self.a.reconnect and lost.done():
                job.cancel()
                await self.restart()
            else:
                job.cancel()
                self.bad(f"force {k} unanswered ({'connection lost' if lost.done() else 'timeout'})")
                k += 1
                self.force_at = None
                if lost.done():
                    return
            lost.cancel()
        await self.send("actions/unregister", {"action_names": self.names})
        self.live = set()
        await asyncio.sleep(.2)

    async def restart(self):
        await self.connect()
        self.reading = asyncio.ensure_future(self.reader())

    async def run(self):
        await self.restart()
        try:
            await asyncio.wait_for(self.play(), self.a.limit)
        except asyncio.TimeoutError:
            self.bad("time limit")
        except websockets.ConnectionClosed as e:
            self.bad(f"connection closed: {e!r}")
        self.reading.cancel()
        await self.ws.close()

    def report(self):
        ok = not self.err and self.forced_ok == self.a.forces
        print(json.dumps({"ok": ok, "name": self.name, "forces_ok": self.forced_ok, "ids": len(self.ids),
                          "connects": self.connects, "other": self.other, "force_to_action_ms": pct(self.lat),
                          "errors": len(self.err), "error_examples": self.err[:6]}))
        return ok


async def run_all(games):
    await asyncio.gather(*(game.run() for game in games))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--url", default="ws://127.0.0.1:8001")
    p.add_argument("--name", default="Game A")
    p.add_argument("--log")
    p.add_argument("--actions", type=int, default=3)
    p.add_argument("--contexts", type=int, default=3)
    p.add_argument("--forces", type=int, default=3)
    p.add_argument("--fail", type=int, default=0)
    p.add_argument("--result-delay-ms", type=float, default=0)
    p.add_argument("--force-timeout", type=float, default=10)
    p.add_argument("--limit", type=float, default=60)
    p.add_argument("--connect-for", type=float, default=5)
    p.add_argument("--reconnect", action="store_true")
    p.add_argument("--games", type=int, default=1)
    a = p.parse_args()
    log = Log(a.log)
    names = [a.name] if a.games == 1 else [f"{a.name} {k}" for k in range(a.games)]
    games = [Game(a, name, log) for name in names]
    try:
        asyncio.run(run_all(games))
    except OSError as e:
        print(json.dumps({"error": str(e)}))
        sys.exit(2)
    sys.exit(0 if all([game.report() for game in games]) else 1)


main()
