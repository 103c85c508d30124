import NIOCore

/// Runs a task on the thread of an event loop.
///
/// What answers a request there takes it from the thread that has read it, and hands the answer to the one that writes it: no
/// other thread is woken in between. What waits for a disk must not run there, as the loop's other connections would wait too:
/// the catalogue has threads of its own, and so have the stores.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    /// - Parameter loop: is to run for as long as there are tasks.
    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
