"""Holds what TensorBoard reads from a study's event files against the study's own journal, trials.jsonl.

usage: check_tensorboard.py DIRECTORY
"""

import json
import math
import struct
import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import plugin_data_pb2

SUCCESS, FAILURE = 1, 2


def as_float32(value):
    return struct.unpack("f", struct.pack("f", float(value)))[0]


def same(one, other):
    return one == other or (math.isnan(one) and math.isnan(other))


def hyperparameters(accumulator, tag, field):
    content = accumulator.SummaryMetadata(tag).plugin_data.content
    return getattr(plugin_data_pb2.HParamsPluginData.FromString(content), field)


def plain(value):
    return getattr(value, value.WhichOneof("kind"))


def check(directory):
    events = [json.loads(line) for line in (directory / "trials.jsonl").read_text().splitlines()]
    suggested = {e["trial"]: e["config"] for e in events if e["event"] == "trial"}
    outcomes = {e["trial"]: e["outcome"] for e in events if e["event"] == "end"}
    expected = {trial: {} for trial in suggested}
    for e in events:
        if e["event"] == "result":
            for name, value in e["metrics"].items():
                if name not in ("note",):
                    expected[e["trial"]].setdefault(name, {})[e["iteration"]] = as_float32(value)

    runs = sorted((directory / "tb").iterdir())
    assert len(runs) == len(suggested), (len(runs), len(suggested))
    for run in runs:
        trial = int(run.name.removeprefix("trial-"))
        accumulator = EventAccumulator(str(run), size_guidance={"scalars": 0, "tensors": 0})
        accumulator.Reload()
        tensors = [tag for tag in accumulator.Tags()["tensors"] if not tag.startswith("_hparams_")]
        scalars = accumulator.Tags()["scalars"]
        assert not tensors and set(scalars) == set(expected[trial]), (trial, tensors, scalars)
        for name, values in expected[trial].items():
            read = {event.step: event.value for event in accumulator.Scalars(name)}
            assert read.keys() == values.keys(), (trial, name, read, values)
            assert all(same(values[step], read[step]) for step in values), (trial, name, read, values)
        start = hyperparameters(accumulator, "_hparams_/session_start_info", "session_start_info")
        config = {name: plain(value) for name, value in start.hparams.items()}
        assert config == suggested[trial], (trial, config, suggested[trial])
        end = hyperparameters(accumulator, "_hparams_/session_end_info", "session_end_info")
        assert end.status == (FAILURE if outcomes[trial] == "Failed" else SUCCESS), (trial, end)
    print(f"{events[0]['study']}: {len(runs)} trials equal in TensorBoard")


check(Path(sys.argv[1]))
