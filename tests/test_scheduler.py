"""Is a missed night caught up once, and do two nights never overlap?"""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import scheduler as scheduler_module
from db.database import open_database
from domain.beijing import BEIJING
from jobs import night
from jobs.settings import load_settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("MINGCHA_DB", f"sqlite:///{tmp_path / 'store.db'}")
    monkeypatch.setenv("MINGCHA_SCHEDULE_DB", f"sqlite:///{tmp_path / 'schedule.db'}")
    monkeypatch.setenv("MINGCHA_NIGHT_LOCK", str(tmp_path / "night.lock"))
    return load_settings()


def next_run(settings: Any, job_id: str) -> datetime:
    built = scheduler_module.build_scheduler(settings)
    try:
        planned: datetime = built.get_job(job_id).next_run_time
        return planned
    finally:
        built.shutdown(wait=False)


def test_the_three_jobs_are_planned(settings: Any) -> None:
    built = scheduler_module.build_scheduler(settings)
    try:
        assert {job.id for job in built.get_jobs()} == {"night", "probes", "cleanup"}
        assert built.get_job("night").next_run_time.astimezone(BEIJING).hour == settings.night_hour
    finally:
        built.shutdown(wait=False)


def test_a_restart_does_not_forget_a_missed_night(settings: Any) -> None:
    missed = datetime.now(BEIJING) - timedelta(hours=3)
    killed = (
        "import datetime, os, scheduler\n"
        "from jobs.settings import load_settings\n"
        "built = scheduler.build_scheduler(load_settings())\n"
        f"built.modify_job('night', next_run_time=datetime.datetime.fromisoformat({missed.isoformat()!r}))\n"
        "os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    assert next_run(settings, "night") == missed


def test_a_changed_hour_takes_effect(settings: Any) -> None:
    next_run(settings, "night")
    changed = settings.model_copy(update={"night_hour": (settings.night_hour + 5) % 24})
    assert next_run(changed, "night").astimezone(BEIJING).hour == changed.night_hour


def run_recorded(folder: Path, settings: Any, nights_missed: int) -> int:
    """Miss some nights, start the scheduler, and count how often the night's command ran."""
    marks = folder / "marks"
    # The night's hour was lately, whatever the time is now: it is caught up within its grace only.
    lately = (datetime.now(BEIJING) - timedelta(hours=2)).hour
    built = scheduler_module.build_scheduler(settings.model_copy(update={"night_hour": lately}))
    built.modify_job("night", args=[[sys.executable, "-c", f"open({str(marks)!r}, 'a').write('x')"]])
    built.modify_job(
        "night",
        next_run_time=datetime.now(BEIJING) - timedelta(days=nights_missed - 1, hours=1),
    )
    built.remove_job("probes")
    built.resume()
    for _ in range(100):
        if marks.exists():
            break
        threading.Event().wait(0.1)
    built.shutdown(wait=True)
    return len(marks.read_text()) if marks.exists() else 0


@pytest.mark.parametrize("nights_missed", [1, 3])
def test_missed_nights_are_caught_up_once(tmp_path: Path, settings: Any, nights_missed: int) -> None:
    assert run_recorded(tmp_path, settings, nights_missed) == 1


def test_a_night_runs_once_a_day(tmp_path: Path, settings: Any) -> None:
    marks = tmp_path / "marks"
    command = [sys.executable, "-c", f"open({str(marks)!r}, 'a').write('x')"]
    assert night.run_night(command) is True
    assert night.run_night(command) is False
    assert marks.read_text() == "x"


def test_a_night_that_failed_is_taken_up_again(tmp_path: Path, settings: Any) -> None:
    assert night.run_night([sys.executable, "-c", "raise SystemExit(1)"]) is False
    assert night.run_night([sys.executable, "-c", ""]) is True


def test_two_nights_never_overlap(tmp_path: Path, settings: Any) -> None:
    started, release = tmp_path / "started", tmp_path / "release"
    body = (
        "import pathlib, time\n"
        f"pathlib.Path({str(started)!r}).touch()\n"
        f"while not pathlib.Path({str(release)!r}).exists(): time.sleep(0.05)\n"
    )
    first = threading.Thread(target=night.run_night, args=([sys.executable, "-c", body],))
    first.start()
    while not started.exists():
        threading.Event().wait(0.05)
    try:
        assert night.run_night([sys.executable, "-c", ""]) is False
    finally:
        release.touch()
        first.join()


def test_the_lock_outlives_a_killed_scheduler(tmp_path: Path, settings: Any) -> None:
    """The night's own process keeps the lock when the process that started it is killed."""
    lock, release, started = Path(settings.night_lock), tmp_path / "release", tmp_path / "started"
    child = (
        "import pathlib, time\n"
        f"pathlib.Path({str(started)!r}).touch()\n"
        f"while not pathlib.Path({str(release)!r}).exists(): time.sleep(0.05)\n"
    )
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import sys; from jobs.night import run_night; run_night([sys.executable, '-c', {child!r}])",
        ]
    )
    while not started.exists():
        threading.Event().wait(0.05)
    parent.kill()
    parent.wait()
    with night.night_lock(lock) as held:
        assert held is None
    release.touch()
    for _ in range(100):
        with night.night_lock(lock) as held:
            if held is not None:
                break
        threading.Event().wait(0.1)
    assert held is not None


def test_a_night_is_marked_in_the_store(settings: Any) -> None:
    assert night.run_night([sys.executable, "-c", ""]) is True
    with open_database(settings.db) as database:
        today = datetime.now(BEIJING).date()
        assert database.claim_night(today, night.AUDIT, datetime.now(UTC)) is False
        assert database.claim_night(today + timedelta(days=1), night.AUDIT, datetime.now(UTC)) is True
