//! Independent pieces of work on several threads. The result does not tell how many there were.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use crate::error::{Error, Result};

/// Why work failed.
#[derive(Debug)]
pub(crate) enum Fault {
    /// With an error: of several the one of the earliest job.
    Error(Error),
    /// With a panic.
    Panic,
}

/// Does every job, and waits for all.
pub(crate) fn for_each<J: Send>(jobs: Vec<J>, work: impl Fn(J) -> Result<()> + Sync) -> Result<(), Fault> {
    let workers = count().min(jobs.len());
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let next = || queue.lock().ok()?.next();
    let worker = || -> Option<(usize, Error)> {
        while let Some((at, job)) = next() {
            if let Err(error) = work(job) {
                return Some((at, error));
            }
        }
        None
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let ended: Vec<_> = running.into_iter().map(thread::ScopedJoinHandle::join).collect();
        let mut errors = Vec::new();
        for end in ended {
            errors.extend(end.map_err(|_| Fault::Panic)?);
        }
        errors.sort_by_key(|(at, _)| *at);
        errors.into_iter().next().map_or(Ok(()), |(_, error)| Err(Fault::Error(error)))
    })
}

/// Does jobs that cannot fail; one of the threads is this one. A panic goes on here.
pub(crate) fn share<J: Send>(jobs: Vec<J>, work: impl Fn(J) + Sync) {
    let others = count().min(jobs.len()).saturating_sub(1);
    let queue = Mutex::new(jobs.into_iter());
    let next = || queue.lock().ok()?.next();
    let worker = || {
        while let Some(job) = next() {
            work(job);
        }
    };
    thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(worker);
        }
        worker();
    });
}

/// The same, one after the other: what takes less time than starting a thread.
pub(crate) fn in_turn<J>(jobs: Vec<J>, work: impl Fn(J) -> Result<()>) -> Result<(), Fault> {
    let all = || jobs.into_iter().try_for_each(&work);
    catch_unwind(AssertUnwindSafe(all)).map_err(|_| Fault::Panic)?.map_err(Fault::Error)
}

/// As many threads as polars uses: what `POLARS_MAX_THREADS` says, else one for each processor.
pub(crate) fn count() -> usize {
    let said = std::env::var("POLARS_MAX_THREADS").ok().and_then(|count| count.parse().ok());
    said.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get)).max(1)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn every_job_is_done_once() {
        let sum = AtomicUsize::new(0);
        for_each((1..=100).collect(), |job| {
            sum.fetch_add(job, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert_eq!(sum.into_inner(), 5050);
    }

    #[test]
    fn the_earliest_job_that_failed_is_the_one_reported() {
        let codes = || vec![ErrorCode::D022, ErrorCode::D024];
        let fault = for_each(codes(), |job| Err(Error::new(job))).unwrap_err();
        assert!(matches!(fault, Fault::Error(error) if error.code() == "EVH-D022"));
        let fault = in_turn(codes(), |job| Err(Error::new(job))).unwrap_err();
        assert!(matches!(fault, Fault::Error(error) if error.code() == "EVH-D022"));
    }

    #[test]
    fn a_panic_is_a_fault_and_not_the_end() {
        assert!(matches!(for_each(vec![()], |()| panic!("as libraries do")), Err(Fault::Panic)));
        assert!(matches!(in_turn(vec![()], |()| panic!("as libraries do")), Err(Fault::Panic)));
    }
}
