"""evenhand beside other tools, on the same made-up rows in one run. See README.md."""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ATTRIBUTES = {
    "gender": (["women", "men", "non-binary"], 0.02),
    "age_band": (["18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"], 0.03),
    "region": ([f"region {n:02}" for n in range(13)], 0.01),
    "income_band": (["lowest", "low", "middle", "high", "highest"], 0.05),
    "device": (["phone", "tablet", "desktop", "tv"], 0.005),
}
CAMPAIGNS = 20
BINS = 256
KEYS = [*ATTRIBUTES, "campaign_id", "targeted", "converted"]
CHUNK = 1_000_000


def make_data(folder, rows):
    """Writes joined.parquet, decisions.parquet, audience.parquet and joined.csv, a million rows at a time."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet as pq

    def labels(codes, names):
        dictionary = pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes == len(names)), pa.array(names))
        return dictionary.cast(pa.string())

    random = np.random.default_rng(20261201)
    people = {}
    for name, (names, unknown) in ATTRIBUTES.items():
        shares = np.append(random.dirichlet(np.full(len(names), 4.0)) * (1 - unknown), unknown)
        people[name] = random.choice(len(shares), size=rows, p=shares).astype(np.int8)
    pull = {name: np.append(random.normal(0, 0.25, len(names)), 0) for name, (names, _) in ATTRIBUTES.items()}
    number = np.arange(rows, dtype=np.int64) * 37 + 1_000_000_007
    writers = {}

    def write(name, columns):
        table = pa.table(columns)
        if name not in writers:
            writers[name] = [pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")]
            if name == "joined":
                writers[name].append(pa.csv.CSVWriter(folder / "joined.csv", table.schema))
        for writer in writers[name]:
            writer.write_table(table)

    for start in range(0, rows, CHUNK):
        part = slice(start, min(start + CHUNK, rows))
        write("audience", {
            "user_id": number[part],
            **{name: labels(people[name][part], names) for name, (names, _) in ATTRIBUTES.items()},
        })
    for start in range(0, rows, CHUNK):
        size = min(CHUNK, rows - start)
        who = random.integers(0, rows, size)
        campaign = random.integers(0, CAMPAIGNS, size)
        score = 1 / (1 + np.exp(-random.normal(0, 1, size) - sum(pull[name][people[name][who]] for name in people)))
        targeted = score + random.normal(0, 0.1, size) > 0.6
        converted = random.random(size) < 0.02 + 0.2 * score * score
        decisions = {
            "user_id": number[who],
            "campaign_id": labels(campaign.astype(np.int8), [f"campaign {n:02}" for n in range(CAMPAIGNS)]),
            "targeted": targeted.astype(np.int8),
            "score": score,
            "converted": converted.astype(np.int8),
        }
        write("decisions", decisions)
        attributes = {name: labels(people[name][who], names) for name, (names, _) in ATTRIBUTES.items()}
        write("joined", {**decisions, **attributes})
    for writer in (writer for own in writers.values() for writer in own):
        writer.close()
    (folder / "rows").write_text(str(rows))


# What each tool does. Runs in a process of its own; what it returns is {gender: (people, selected)}.


def by_gender(rows):
    """Adds up (gender, targeted, people) rows."""
    counted = {}
    for gender, targeted, people in rows:
        total, selected = counted.get(gender or "", (0, 0))
        counted[gender or ""] = (total + int(people), selected + int(people) * int(targeted))
    return counted


def run_duckdb(task, folder, threads):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    keys = ", ".join(KEYS)
    source = f"'{folder}/joined.{'csv' if task == 'csv' else 'parquet'}'"
    if task == "join":
        source = f"'{folder}/decisions.parquet' JOIN '{folder}/audience.parquet' USING (user_id)"
    if task == "gender":
        keys = "gender, targeted"
    connection.execute(f"CREATE TEMP TABLE cube AS SELECT {keys}, count(*) AS people FROM {source} GROUP BY ALL")
    if task == "scores":
        sets = ", ".join(f"({name}, targeted, converted, bin)" for name in ATTRIBUTES)
        connection.execute(
            f"CREATE TEMP TABLE bins AS SELECT {', '.join(ATTRIBUTES)}, targeted, converted, "
            f"least({BINS - 1}, floor(score * {BINS}))::UTINYINT AS bin, count(*) AS people "
            f"FROM {source} GROUP BY GROUPING SETS ({sets})"
        )
    return by_gender(connection.execute("SELECT gender, targeted, sum(people) FROM cube GROUP BY ALL").fetchall())


def run_polars(task, folder, _threads):
    import polars as pl

    frame = pl.scan_csv(f"{folder}/joined.csv") if task == "csv" else pl.scan_parquet(f"{folder}/joined.parquet")
    if task == "join":
        audience = pl.scan_parquet(f"{folder}/audience.parquet")
        frame = pl.scan_parquet(f"{folder}/decisions.parquet").join(audience, on="user_id")
    keys = ["gender", "targeted"] if task == "gender" else KEYS
    plans = [frame.group_by(keys).agg(pl.len().alias("people"))]
    if task == "scores":
        binned = frame.with_columns((pl.col("score") * BINS).floor().clip(0, BINS - 1).cast(pl.UInt8).alias("bin"))
        plans += [binned.group_by([name, "targeted", "converted", "bin"]).agg(pl.len()) for name in ATTRIBUTES]
    cube = pl.collect_all(plans, engine="streaming")[0]
    return by_gender(cube.group_by("gender", "targeted").agg(pl.col("people").sum()).rows())


def pandas_frame(task, folder):
    import pandas as pd

    if task == "csv":
        return pd.read_csv(f"{folder}/joined.csv", usecols=KEYS)
    if task == "join":
        decisions = pd.read_parquet(f"{folder}/decisions.parquet", columns=["user_id", *KEYS[-3:]])
        return decisions.merge(pd.read_parquet(f"{folder}/audience.parquet"), on="user_id")
    return pd.read_parquet(f"{folder}/joined.parquet", columns=["gender", *KEYS[-2:]] if task == "gender" else KEYS)


def run_pandas(task, folder, _threads):
    frame = pandas_frame(task, folder)
    keys = ["gender", "targeted"] if task == "gender" else KEYS
    cube = frame.groupby(keys, dropna=False, observed=True).size().reset_index(name="people")
    cube["gender"] = cube["gender"].fillna("")
    return by_gender(cube[["gender", "targeted", "people"]].itertuples(index=False))


def run_fairlearn(task, folder, _threads):
    from fairlearn.metrics import MetricFrame, count, selection_rate

    frame = pandas_frame(task, folder)
    gender = frame["gender"].fillna("")
    metrics = MetricFrame(
        metrics={"people": count, "rate": selection_rate},
        y_true=frame["converted"],
        y_pred=frame["targeted"],
        sensitive_features=gender,
    ).by_group
    return {name: (int(own.people), round(own.people * own.rate)) for name, own in metrics.iterrows()}


def run_aif360(task, folder, _threads):
    from aif360.datasets import BinaryLabelDataset
    from aif360.metrics import BinaryLabelDatasetMetric

    frame = pandas_frame(task, folder)
    names = ["", *sorted(frame["gender"].dropna().unique())]
    frame["gender"] = frame["gender"].fillna("").map(names.index)
    data = BinaryLabelDataset(df=frame, label_names=["targeted"], protected_attribute_names=["gender"])
    counted = {}
    for code, name in enumerate(names):
        others = [{"gender": other} for other in range(len(names)) if other != code]
        metric = BinaryLabelDatasetMetric(data, unprivileged_groups=[{"gender": code}], privileged_groups=others)
        counted[name] = (round(metric.num_instances(False)), round(metric.num_positives(False)))
    return counted


def run_aequitas(task, folder, _threads):
    from aequitas.group import Group

    frame = pandas_frame(task, folder).rename(columns={"targeted": "score", "converted": "label_value"})
    frame["gender"] = frame["gender"].fillna("")
    crosstab, _ = Group().get_crosstabs(frame, attr_cols=["gender"])
    return {own.attribute_value: (int(own.group_size), int(own.pp)) for own in crosstab.itertuples()}


PYTHON = {
    "duckdb": (run_duckdb, ["duckdb"], ["count", "csv", "join", "scores", "gender"]),
    "polars": (run_polars, ["polars"], ["count", "csv", "join", "scores", "gender"]),
    "pandas": (run_pandas, ["pandas", "pyarrow.parquet"], ["count", "csv", "join", "gender"]),
    "aequitas": (run_aequitas, ["aequitas.group", "pyarrow.parquet"], ["gender"]),
    "aif360": (run_aif360, ["aif360.metrics", "pyarrow.parquet"], ["gender"]),
    "fairlearn": (run_fairlearn, ["fairlearn.metrics", "pyarrow.parquet"], ["gender"]),
}
TASKS = ["count", "csv", "join", "scores", "gender", "audit"]


def evenhand_config(task, folder):
    """The config of a task."""
    lines = ['schema = "evenhand.config/1"', "[audit]", f'name = "{task}"', "[data]"]
    if task == "join":
        lines += [f'decisions = "{folder}/decisions.parquet"', f'audience = "{folder}/audience.parquet"']
        lines += ['key = "user_id"', 'absent = "left-out"']
    else:
        lines += [f'decisions = "{folder}/joined.{"csv" if task == "csv" else "parquet"}"']
    lines += ["[columns]", 'decision = "targeted"']
    if task != "gender":
        lines += ['outcome = { column = "converted", observed = "after-decision" }', 'campaign = "campaign_id"']
    if task == "scores":
        edges = ", ".join(str(edge / BINS) for edge in range(BINS + 1))
        lines += [f'score = {{ column = "score", edges = [{edges}] }}']
    for name in ["gender"] if task == "gender" else ATTRIBUTES:
        lines += ["[[attribute]]", f'name = "{name}"']
    return "\n".join([*lines, "[intersections]", "depth = 2", ""])


def evenhand_counts(cube):
    """People and selected people by gender, from a cube."""
    import pyarrow.parquet as pq

    about = json.loads((cube / "cube.json").read_text())
    labels = next(own["labels"] for own in about["dimensions"] if own["id"] == "gender")
    cells = pq.read_table(cube / about["cuboids"][0]["file"]).to_pydict()
    counted = {}
    for row, code in enumerate(cells["@gender"]):
        name = "" if code is None else labels[code]
        sums = [sum(cells[f"#n_{kind}_{outcome}"][row] for outcome in ("positive", "negative", "unknown"))
                for kind in ("selected", "rejected")]
        people, selected = counted.get(name, (0, 0))
        counted[name] = (people + sum(sums), selected + sums[0])
    return counted


def digest(counted):
    """A few letters for what was counted."""
    text = json.dumps(sorted((name, *map(int, counts)) for name, counts in counted.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def measure(command, environment):
    """CPU seconds and peak memory in MB of a process, and what it printed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as talk:
        process = subprocess.Popen(command, stdout=output, stderr=talk, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        talk.seek(0)
        # An audit that finds something ends with 1, one that cannot tell with 3.
        if process.returncode not in (0, 1, 3):
            raise RuntimeError(f"{command[:3]} ended with {process.returncode}\n{talk.read().decode()[-2000:]}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read().decode()


def median_of(runs, command, environment):
    """The medians of several runs, and the output of the last."""
    all_runs = [measure(command, environment) for _ in range(runs)]
    cpu = statistics.median(run[0] for run in all_runs)
    return cpu, statistics.median(run[1] for run in all_runs), all_runs[-1][2]


def compare(arguments, folder):
    environment = {"POLARS_MAX_THREADS": str(arguments.threads), "OMP_NUM_THREADS": str(arguments.threads)}
    here = [sys.executable, str(Path(__file__).resolve()), "--inside"]
    tools = {}
    for name, (_, modules, tasks) in PYTHON.items():
        if arguments.only and name not in arguments.only:
            continue
        missing = [module for module in modules if importlib.util.find_spec(module.split(".")[0]) is None]
        if missing:
            print(f"{name}: left out, {missing[0].split('.')[0]} is not installed")
        else:
            tools[name] = tasks
    failed = False
    print(f"{'task':8} {'tool':10} {'CPU s':>8} {'to DuckDB':>10} {'peak MB':>8}  check")
    baseline = None
    for task in arguments.tasks:
        checks = {}
        rows = []
        if not arguments.only or "evenhand" in arguments.only:
            with tempfile.TemporaryDirectory() as made:
                made = Path(made)
                config = made / "evenhand.toml"
                config.write_text(evenhand_config(task, folder))
                cube = made / "out.cube"
                written = ["-o", str(made / "out.json"), "-o", str(made / "out.html")]
                again = [str(arguments.evenhand), "count", "-c", str(config), "-o", str(cube)]
                command = again if task != "audit" else [str(arguments.evenhand), "audit", "-c", str(config), *written]
                figures = []
                for _ in range(arguments.runs):
                    shutil.rmtree(cube, ignore_errors=True)
                    figures.append(measure(command, environment)[:2])
                if task == "audit":
                    measure(again, environment)
                _, _, output = measure([*here, "evenhand", str(cube)], environment)
                checks["evenhand"] = digest(json.loads(output))
            rows.append(("evenhand", *(statistics.median(own) for own in zip(*figures))))
        for name in (name for name, tasks in tools.items() if task in tasks):
            inside = [*here, name, task, str(folder), str(arguments.threads)]
            start, _, _ = median_of(arguments.runs, [*here, name, "nothing", str(folder), "1"], environment)
            cpu, peak, output = median_of(arguments.runs, inside, environment)
            checks[name] = digest(json.loads(output))
            rows.append((name, max(cpu - start, 0.0), peak))
        own = next((cpu for name, cpu, _ in rows if name == "duckdb"), None)
        baseline = own if task == "count" else baseline
        to = own or baseline
        for name, cpu, peak in rows:
            ratio = f"{cpu / to:10.2f}" if to else f"{'':10}"
            print(f"{task:8} {name:10} {cpu:8.2f} {ratio} {peak:8.0f}  {checks[name]}", flush=True)
        if len(set(checks.values())) > 1:
            failed = True
            print(f"{task}: the tools do not agree")
    return 1 if failed else 0


def inside(name, *given):
    """What a process of its own does: this one stays small, since a process begins with the memory of its parent."""
    if name == "data":
        folder, rows = given
        return make_data(Path(folder), int(rows))
    if name == "evenhand":
        return print(json.dumps(evenhand_counts(Path(given[0]))))
    task, folder, threads = given
    run, modules, _ = PYTHON[name]
    for module in modules:
        importlib.import_module(module)
    counted = {} if task == "nothing" else run(task, folder, int(threads))
    print(json.dumps({key: [int(n) for n in counts] for key, counts in counted.items()}))


def main():
    if sys.argv[1:2] == ["--inside"]:
        inside(*sys.argv[2:])
        return 0
    names = lambda text: text.split(",")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tasks", type=names, default=TASKS)
    parser.add_argument("--only", type=names)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--evenhand", type=Path, default=Path(__file__).parents[2] / "target/release/evenhand")
    arguments = parser.parse_args()
    kept = arguments.data or Path(tempfile.mkdtemp())
    kept.mkdir(parents=True, exist_ok=True)
    try:
        if not (kept / "rows").exists() or (kept / "rows").read_text() != str(arguments.rows):
            command = [sys.executable, str(Path(__file__).resolve()), "--inside", "data", str(kept), str(arguments.rows)]
            subprocess.run(command, check=True)
        return compare(arguments, kept.resolve())
    finally:
        if not arguments.data:
            shutil.rmtree(kept)


if __name__ == "__main__":
    sys.exit(main())
