import NIOCore

/// Runs tasks on the thread of an event loop.
///
/// A task that answers a request there takes it from the thread that read it, and hands the answer to the thread that writes
/// it, without waking another thread in between. Work that waits for a disk must not run there, as it would block the loop's
/// other connections: the catalogue and the stores have threads of their own.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    /// - Parameter loop: the event loop, which must run as long as there are tasks.
    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
