# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
"""Helpers shared by the test drivers: JSONL log, schema sampling and checking, percentiles."""
import json
import random
import time

C2S = {"startup", "context", "actions/register", "actions/unregister", "actions/force", "action/result",
       "shutdown/ready"}
S2C = {"startup", "action", "actions/reregister_all", "shutdown/graceful", "shutdown/immediate",
       "speech_finished"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


class Log:
    """One JSON object a line, each with wall-clock seconds `t` and seconds since start `dt`."""

    def __init__(self, path=None):
        self.f = open(path, "a", buffering=1, encoding="utf-8") if path else None
        self.t0 = time.monotonic()

    def __call__(self, kind, **kw):
        if self.f:
            self.f.write(json.dumps({"t": round(time.time(), 6), "dt": round(time.monotonic() - self.t0, 6),
                                     "kind": kind, **kw}, ensure_ascii=False, default=repr) + "\n")


def dumps(o):
    return json.dumps(o, ensure_ascii=False, separators=(",", ":"))


def sample(s, rnd=random, depth=0):
    """A value valid under the small JSON-schema subset that the Neuro API recommends."""
    if not isinstance(s, dict) or depth > 16:
        return {}
    if "const" in s:
        return s["const"]
    if s.get("enum"):
        return rnd.choice(s["enum"])
    t = s.get("type", "object" if "properties" in s else "string")
    t = t[0] if isinstance(t, list) else t
    if t == "object":
        return {k: sample(v, rnd, depth + 1) for k, v in s.get("properties", {}).items()}
    if t == "array":
        return [sample(s.get("items", {}), rnd, depth + 1) for _ in range(max(1, s.get("minItems", 1)))]
    if t in ("integer", "number"):
        lo = s.get("minimum", s.get("exclusiveMinimum", -1) + 1)
        hi = s.get("maximum", s.get("exclusiveMaximum", lo + 11) - 1)
        return rnd.randint(int(lo), int(hi)) if t == "integer" else rnd.uniform(lo, hi)
    return {"boolean": True, "null": None}.get(t, "v" * max(1, s.get("minLength", 4)))


def check(v, s, where="$"):
    """Problems of value v under schema s (same subset), as a list of strings."""
    if not isinstance(s, dict):
        return []
    if "const" in s and v != s["const"]:
        return [f"{where}: {v!r} is not {s['const']!r}"]
    if "enum" in s and v not in s["enum"]:
        return [f"{where}: {v!r} not in enum"]
    ts = s.get("type")
    ts = [ts] if isinstance(ts, str) else ts or []
    num = isinstance(v, (int, float)) and not isinstance(v, bool)
    if ts and not any((num and (t == "number" or v == int(v))) if t in ("integer", "number")
                      else isinstance(v, TYPES.get(t, object)) for t in ts):
        return [f"{where}: {type(v).__name__} is not {'/'.join(ts)}"]
    bad = []
    if num and not s.get("minimum", v) <= v <= s.get("maximum", v):
        bad.append(f"{where}: {v} out of range")
    if isinstance(v, dict):
        bad += [f"{where}: {k} missing" for k in s.get("required", []) if k not in v]
        for k, x in v.items():
            bad += check(x, s.get("properties", {}).get(k), f"{where}.{k}")
    if isinstance(v, list):
        for i, x in enumerate(v):
            bad += check(x, s.get("items"), f"{where}[{i}]")
    return bad


def pct(xs, scale=1e3):
    """p50/p90/p99/max of xs (seconds) in milliseconds."""
    if not xs:
        return {"n": 0}
    xs = sorted(xs)
    at = lambda q: round(xs[min(len(xs) - 1, int(q * len(xs)))] * scale, 3)
    return {"n": len(xs), "p50": at(.5), "p90": at(.9), "p99": at(.99), "max": round(xs[-1] * scale, 3)}


def proc(pid):
    """(CPU seconds, RSS bytes) of a process, its children left out."""
    import os
    f = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(f[11]) + int(f[12])) / os.sysconf("SC_CLK_TCK"), int(f[21]) * os.sysconf("SC_PAGE_SIZE")
