"""Which resources does the API have? Each module brings a router."""

from fastapi import APIRouter

from web.api import (
    audits,
    document,
    due,
    findings,
    log,
    me,
    orders,
    plans,
    queue,
    registry,
    reviews,
    tasks,
    units,
)

API_ROUTERS: tuple[APIRouter, ...] = (
    units.router,
    tasks.router,
    findings.router,
    due.router,
    audits.router,
    queue.router,
    orders.router,
    reviews.router,
    registry.router,
    plans.router,
    log.router,
    me.router,
    document.router,
)
