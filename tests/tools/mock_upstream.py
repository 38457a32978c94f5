#!/usr/bin/python3
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
"""A stand-in for the real Neuro, written with another WebSocket library than the relay's.

  mock_upstream.py --port 0 --log up.jsonl --duration 30 [--ack] [--think-ms 5] [--no-retry]
                   [--max-clients 1] [--max-size 65536]

It judges every message by the specification of the Neuro API, and answers forces with an action
that one of their names has, again after a failure. The first line on standard output is
{"port": N}, once it listens. It ends after --duration seconds, or on SIGINT, or on SIGTERM, for which
it closes its connections in good order (1001) first; with one more line of JSON: what came, how often,
and what was wrong with it.

Exit status: 0 nothing was, 1 something was, 2 it cannot listen.
"""
import argparse
import asyncio
import collections
import json
import os
import random
import signal
import sys
import time

import websockets

from nlib import C2S, Log, dumps, pct, sample

REQ = {  # data fields of each command: name -> (type, required)
    "startup": {}, "context": {"message": (str, 1), "silent": (bool, 1)},
    "actions/register": {"actions": (list, 1)}, "actions/unregister": {"action_names": (list, 1)},
    "actions/force": {"state": (str, 0), "query": (str, 1), "ephemeral_context": (bool, 0),
                      "priority": (str, 0), "action_names": (list, 1)},
    "action/result": {"id": (str, 1), "success": (bool, 1), "message": (str, 0)}, "shutdown/ready": {}}


class Upstream:
    def __init__(self, a):
        self.a, self.log, self.rnd = a, Log(a.log), random.Random(a.seed)
        self.clients, self.seq = {}, 0
        self.count, self.games, self.viol = collections.Counter(), collections.Counter(), []
        self.pending, self.done = {}, set()              # action id -> record; ids already answered
        self.lat = []
        self.max_seen, self.connections = 0, 0

    def bad(self, kind, what, **kw):
        self.log("violation", what=kind, detail=what, **kw)
        self.viol.append(f"{kind}: {what}"[:300])

    # -- connections ---------------------------------------------------------------------------
    async def listen(self):
        server = await websockets.serve(self.handler, self.a.host, self.a.port, max_size=self.a.max_size,
                                        compression=None, ping_interval=None)
        print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
        return server

    async def handler(self, ws, *_):
        st = self.clients[ws] = {"game": None, "actions": {}, "force": None, "n": self.connections}
        self.connections += 1
        self.max_seen = max(self.max_seen, len(self.clients))
        self.log("open", client=st["n"], headers=dict(getattr(ws, "request_headers", {}) or {}))
        if self.a.max_clients and len(self.clients) > self.a.max_clients:
            self.bad("clients", f"{len(self.clients)} clients at once")
        try:
            async for m in ws:
                self.log("in", client=st["n"], binary=isinstance(m, bytes),
                         text=m if isinstance(m, str) else m.decode("utf-8", "backslashreplace"))
                if isinstance(m, bytes):
                    self.bad("binary", f"{len(m)} bytes")
                await self.on_message(ws, st, m)
        except websockets.ConnectionClosed:
            pass
        finally:
            self.clients.pop(ws, None)
            self.log("close", client=st["n"], code=ws.close_code, reason=ws.close_reason)

    async def send(self, ws, command, data=None):
        m = dumps({"command": command, **({} if data is None else {"data": data})})
        self.log("out", text=m)
        self.count["out:" + command] += 1
        try:
            await ws.send(m)
        except websockets.ConnectionClosed:
            pass

    # -- checking -----------------------------------------------------------------------------
    async def on_message(self, ws, st, raw):
        try:
            m = json.loads(raw)
            cmd = m["command"]
        except Exception as e:
            return self.bad("json", f"{e!r}: {raw[:120]!r}")
        self.count[cmd] += 1
        if cmd not in C2S:
            return self.bad("command", repr(cmd))
        game, data = m.get("game"), m.get("data") or {}
        if not isinstance(game, str) or not game:
            return self.bad("game", f"missing in {cmd}")
        self.games[game] += 1
        [self.bad("extra", f"{cmd}: top-level {k!r}") for k in set(m) - {"command", "game", "data"}]
        if st["game"] is None and cmd != "startup":
            self.bad("startup-first", f"{cmd} came first")
        if st["game"] not in (None, game):
            self.bad("game-changed", f"{st['game']!r} -> {game!r}")
        st["game"] = st["game"] or game
        if not isinstance(data, dict):
            return self.bad("data", f"{cmd}: data is {type(data).__name__}")
        for k, (t, need) in REQ[cmd].items():
            if (k in data and not isinstance(data[k], t)) or (need and k not in data):
                return self.bad("field", f"{cmd}: {k} = {data.get(k, 'absent')!r}"[:200])
        [self.bad("extra", f"{cmd}: data.{k}") for k in set(data) - set(REQ[cmd]) - {"main_thread"}]
        if cmd not in ("context", "shutdown/ready"):
            await getattr(self, "on_" + cmd.replace("/", "_"))(ws, st, game, data)

    async def on_startup(self, ws, st, game, d):
        st["actions"] = {k: v for k, v in st["actions"].items() if v["game"] != game}
        if self.a.ack:
            await self.send(ws, "startup", {"session": {"sessionId": "mock-1", "characterId": "neuro",
                                                        "displayName": "Neuro-sama"}})

    async def on_actions_register(self, ws, st, game, d):
        for x in d["actions"]:
            if not (isinstance(x, dict) and isinstance(x.get("name"), str) and isinstance(x.get("description"), str)):
                self.bad("action", repr(x)[:200])
                continue
            s = x.get("schema")
            if "schema" in x and not (isinstance(s, dict) and (not s or s.get("type") == "object")):
                self.bad("schema", f"{x['name']}: {s!r}"[:200])
            st["actions"].setdefault(x["name"], {"schema": s if isinstance(s, dict) else None, "game": game})

    async def on_actions_unregister(self, ws, st, game, d):
        for n in d["action_names"]:
            st["actions"].pop(n, None)
        r = self.pending.get(st["force"])
        if r and not any(n in st["actions"] for n in r["force"]):      # all gone: the force is withdrawn
            self.count["force-withdrawn"] += 1
            r["withdrawn"], st["force"] = True, None

    async def on_actions_force(self, ws, st, game, d):
        if d.get("priority", "low") not in ("low", "medium", "high", "critical"):
            self.bad("priority", repr(d["priority"]))
        names = d["action_names"]
        unknown = [n for n in names if n not in st["actions"]]
        if unknown or not names:
            self.bad("force-unknown", f"{game}: {unknown or 'no names'}")
        if st["force"] and st["force"] in self.pending:
            self.bad("force-overlap", f"{game} forced while {st['force']} is pending")
        if names:
            asyncio.get_running_loop().create_task(self.act(ws, st, self.rnd.choice(names), names))

    async def act(self, ws, st, name, force):
        self.seq += 1
        i = f"up-{self.seq}"
        st["force"] = i
        self.pending[i] = r = {"name": name, "force": force, "t": None, "tok": None}
        if self.a.think_ms:
            await asyncio.sleep(self.a.think_ms / 1e3)
        if r.get("withdrawn"):
            return self.pending.pop(i, None)
        schema = (st["actions"].get(name) or {}).get("schema")
        data = sample(schema, self.rnd) if schema else None
        r["tok"] = data.get("tok") if isinstance(data, dict) else None
        d = {"id": i, "name": name}
        if data is not None:
            d["data"] = dumps(data)
        r["t"] = time.monotonic()
        await self.send(ws, "action", d)

    async def on_action_result(self, ws, st, game, d):
        r = self.pending.pop(d["id"], None)
        if r is None:
            return self.bad("result-twice" if d["id"] in self.done else "result-unknown", repr(d)[:200])
        self.done.add(d["id"])
        self.lat.append(time.monotonic() - r["t"])
        self.count["result:ok" if d["success"] else "result:fail"] += 1
        m = d.get("message") or ""
        if r["tok"] and m.startswith("tok=") and m[4:].split(" ")[0] != r["tok"]:
            self.bad("crossed", f"action {d['id']} was for {r['tok']}, result says {m!r}")
        if not d["success"] and self.a.retry and not r.get("withdrawn"):
            await self.act(ws, st, self.rnd.choice(r["force"]), r["force"])

    async def run(self):
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        closes = []
        loop.add_signal_handler(signal.SIGINT, ended.set)
        loop.add_signal_handler(signal.SIGTERM, lambda: (closes.append(True), ended.set()))
        server = await self.listen()
        try:
            await asyncio.wait_for(ended.wait(), self.a.duration)
        except asyncio.TimeoutError:
            pass
        if closes:
            server.close()
            await server.wait_closed()
        self.end()

    def end(self):
        """At once: what is under way must not keep it."""
        kinds = collections.Counter(v.split(":")[0] for v in self.viol)
        print(json.dumps({"messages": dict(self.count), "games": dict(self.games), "max_clients": self.max_seen,
                          "unanswered": len(self.pending), "action_to_result_ms": pct(self.lat),
                          "violations": dict(kinds), "violation_examples": self.viol[:8]}))
        sys.stdout.flush()
        os._exit(1 if self.viol else 0)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--host", default="127.0.0.1")
    p.add_argument("--port", type=int, default=8000, help="0: any that is free")
    p.add_argument("--log")
    p.add_argument("--duration", type=float, default=30)
    p.add_argument("--ack", action="store_true", help="answer startup")
    p.add_argument("--no-retry", dest="retry", action="store_false")
    p.add_argument("--think-ms", type=float, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--max-clients", type=int, default=0)
    p.add_argument("--max-size", type=int, default=2**24, help="bytes of a message, beyond it 1009")
    a = p.parse_args()
    try:
        asyncio.run(Upstream(a).run())
    except OSError as e:
        print(e, file=sys.stderr)
        sys.exit(2)


main()
