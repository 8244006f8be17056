"""Optuna as a peer of the benchmarks: a loop of JSON lines on standard input and output.

{"sampler": "tpe", "seed": 0, "objectives": 1, "params": [...]}  begins a study; the last one is forgotten
{"losses": [0.5]}                                                ends the trial that runs; null: it failed

Each is answered by the next trial: {"values": {...}, "cpu": seconds of CPU time that Optuna took in this study so far}.
Levels travel as their index. With "n" and "repetitions" it measures suggestions after n trials instead, and answers {"millis": ...}.
"""
import inspect
import json
import os
import sys
import time
import warnings

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import optuna
from optuna import samplers

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore")


def cmaes(seed):
    import cmaes as package

    if "lr_adapt" not in inspect.signature(package.CMA.__init__).parameters:
        # Releases before 0.10 lack an argument whose default is what they do.
        init = package.CMA.__init__
        package.CMA.__init__ = lambda self, *a, lr_adapt=False, **k: init(self, *a, **k)
    return samplers.CmaEsSampler(seed=seed, warn_independent_sampling=False)


def gp(seed):
    import torch

    torch.set_num_threads(1)
    return samplers.GPSampler(seed=seed, warn_independent_sampling=False)


SAMPLERS = {
    "random": lambda seed: samplers.RandomSampler(seed=seed),
    "qmc": lambda seed: samplers.QMCSampler(seed=seed, scramble=True, warn_independent_sampling=False),
    "tpe": lambda seed: samplers.TPESampler(seed=seed),
    "tpe_univariate": lambda seed: samplers.TPESampler(seed=seed, multivariate=False),
    "tpe_group": lambda seed: samplers.TPESampler(seed=seed, multivariate=True, group=True),
    "nsga2": lambda seed: samplers.NSGAIISampler(seed=seed),
    "nsga3": lambda seed: samplers.NSGAIIISampler(seed=seed),
    "cmaes": cmaes,
    "gp": gp,
}


def suggest(trial, params):
    chosen = {}
    for p in params:
        if any(chosen.get(c["parent"]) not in c["values"] for c in p["when"]):
            continue
        name, kind = p["name"], p["type"]
        if kind == "categorical":
            chosen[name] = trial.suggest_categorical(name, list(range(p["levels"])))
        elif kind == "float":
            chosen[name] = trial.suggest_float(name, p["low"], p["high"], log=p["log"])
        else:
            chosen[name] = trial.suggest_int(name, p["low"], p["high"], log=p["log"])
    return chosen


class Study:
    def __init__(self, begin):
        self.params = begin["params"]
        self.cpu = 0.0
        self.trial = None
        sampler = SAMPLERS[begin["sampler"]](begin["seed"])
        self.study = optuna.create_study(sampler=sampler, directions=["minimize"] * begin["objectives"])

    def tell(self, losses):
        started = time.process_time()
        if losses is None:
            self.study.tell(self.trial, state=optuna.trial.TrialState.FAIL)
        else:
            self.study.tell(self.trial, losses)
        self.cpu += time.process_time() - started

    def ask(self):
        started = time.process_time()
        self.trial = self.study.ask()
        values = suggest(self.trial, self.params)
        self.cpu += time.process_time() - started
        return {"values": values, "cpu": self.cpu}


def cost(point):
    """Return CPU milliseconds for a suggestion after n trials at random, the mean of a few after one to warm up."""
    study = Study(point)
    own = point["sampler"] in ("cmaes", "nsga2")  # they learn only from trials of their own
    filler = study.study if own else optuna.create_study(sampler=samplers.RandomSampler(seed=5))
    for _ in range(point["n"]):
        trial = filler.ask()
        filler.tell(trial, loss(suggest(trial, study.params)))
    if not own:
        study.study.add_trials(filler.get_trials(deepcopy=False))
    times = []
    for _ in range(point["repetitions"] + 1):
        before = study.cpu
        values = study.ask()["values"]
        study.tell(loss(values))
        times.append(study.cpu - before)
    return {"millis": 1000 * sum(times[1:]) / point["repetitions"]}


def loss(values):
    return sum((float(v) - 0.3 * i) ** 2 for i, v in enumerate(values.values()))


def main():
    study = None
    for line in sys.stdin:
        message = json.loads(line)
        if "n" in message:
            answer = cost(message)
        else:
            if "sampler" in message:
                study = Study(message)
            else:
                study.tell(message["losses"])
            answer = study.ask()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
