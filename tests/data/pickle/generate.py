#!/usr/bin/env python3
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
"""Writes the pickles of this folder and the seeds of the fuzz target fuzz_pickle.

queue_pN.pkl     what an older relay would have written, in protocol N
queue.jsonl      the same: one [name, json] a line
refused_*.pkl    what must not be read; tst_picklereader.cpp knows why
"""
import datetime
import json
import os
import pathlib
import pickle
import shutil

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "pickle"
MARK, STOP = b"(", b"."

shared = {"shared": [1, 2]}
QUEUE = [
    ("spotify", {"from_watcher": "desk", "cmd": {"action": "play", "params": {}}}),
    ("スポティファイ", {"z": 1, "a": 2, "m": {"ü": "😀 \\ \" \n \0 \\u0041"}}),
    ("numbers", {"i": [0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1,
                       2**63, -2**63, -2**63 - 1, 2**64, 10**50, -(10**50), 2**1000, -256, -128],
                 "f": [0.0, -0.0, 1.0, 0.1, 1e22, 1e-7, 1.7976931348623157e308, 5e-324, 1e16,
                       123456789012345680.0]}),
    ("constants", [True, False, None, [], {}, "", (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]),
    ("shared", {"first": shared, "second": shared, "names": ["spotify", "spotify"]}),
    ("long", {"text": "x" * 300, "list": list(range(1100)), "dict": {str(i): i for i in range(1100)}}),
    ("", "just text"),
    ("deep", json.loads("[" * 200 + "]" * 200)),
]


class Call:
    """Unpickling this would run a command."""

    def __reduce__(self):
        return (os.system, ("echo harm",))


class State:
    pass


def cyclic():
    value = []
    value.append(value)
    return [("a", value)]


def bomb(leaf, levels=40):
    value = leaf
    for _ in range(levels):
        value = [value] * 10
    return [("a", value)]


def nested(depth):
    """The pickler of Python gives up before that."""
    return b"\x80\x04](\x8c\x01a" + b"]" * depth + b"a" * (depth - 1) + b"\x86e."


REFUSED = {
    "system": pickle.dumps([("a", Call())]),
    "system_p0": pickle.dumps([("a", Call())], 0),
    "object": pickle.dumps([("a", State())], 2),
    "date": pickle.dumps([("a", datetime.date(2026, 11, 20))]),
    "bytes": pickle.dumps([("a", b"bytes")], 4),
    "bytes_p0": pickle.dumps([("a", b"bytes")], 0),
    "bytearray": pickle.dumps([("a", bytearray(b"bytes"))], 5),
    "set": pickle.dumps([("a", {1, 2})], 4),
    "complex": pickle.dumps([("a", 1j)]),
    "persistent": b"\x80\x02](U\x01aPname\n\x86e.",
    "persistent_id": b"Pname\n.",
    "extension": b"\x80\x02\x82\x01.",
    "inst": b"(S'echo harm'\nios\nsystem\n.",
    "python2": b"(lp0\n(S'spotify'\np1\n(dp2\ntp3\na.",
    "protocol6": b"\x80\x06].",
    "nan": pickle.dumps([("a", float("nan"))]),
    "infinity_p0": pickle.dumps([("a", float("inf"))], 0),
    "surrogate": pickle.dumps([("a", "\ud800")]),
    "surrogate_p0": pickle.dumps([("a", "\ud800")], 0),
    "cycle": pickle.dumps(cyclic()),
    "bomb": pickle.dumps(bomb("x")),
    "bomb_long": pickle.dumps(bomb("x" * 10000, 5)),
    "nested": nested(100_000),
    "no_list": pickle.dumps({"a": 1}),
    "no_pair": pickle.dumps([("a", 1, 2)]),
    "list_for_pair": pickle.dumps([["a", 1]]),
    "no_name": pickle.dumps([(1, {})]),
    "integer_key": pickle.dumps([("a", {1: 2})]),
    "huge_integer": pickle.dumps([("a", 1 << 9000)]),
    "nothing": b"",
    "text": b'[["spotify", {}]]\n',
    "trailing": pickle.dumps([]) + b"more",
    "mark_left": b"\x80\x02](.",
    "below_mark": b"\x80\x02]K\x01(a.",
    "append_to_number": b"K\x01K\x02a.",
    "missing_memo": b"\x80\x02]h\x07a.",
    "odd_dict": b"(K\x01d.",
    "frame_too_long": b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f].",
    "text_too_long": b"\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\xff].",
    "long_negative_size": b"\x8b\xff\xff\xff\xff.",
}


def main():
    for old in HERE.glob("*.pkl"):
        old.unlink()
    shutil.rmtree(CORPUS, ignore_errors=True)
    CORPUS.mkdir(parents=True)
    for protocol in range(6):
        data = pickle.dumps(QUEUE, protocol)
        (HERE / f"queue_p{protocol}.pkl").write_bytes(data)
        # Short ones lead a fuzzer further.
        for number, item in enumerate(QUEUE[:5]):
            (CORPUS / f"queue{number}_p{protocol}").write_bytes(pickle.dumps([item], protocol))
    with open(HERE / "queue.jsonl", "w", encoding="utf-8") as expected:
        for name, value in QUEUE:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            print(json.dumps([name, text], ensure_ascii=False), file=expected)
    for name, data in REFUSED.items():
        (HERE / f"refused_{name}.pkl").write_bytes(data)
        if len(data) < 5000:
            (CORPUS / f"refused_{name}").write_bytes(data)


main()
