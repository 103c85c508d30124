/// Holds those who come to it until it is opened.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var expecting: [CheckedContinuation<Void, Never>] = []
    private var hasArrived = false

    func wait() async {
        hasArrived = true
        for continuation in expecting { continuation.resume() }
        expecting = []
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    /// Waits until somebody has come.
    func arrival() async {
        if !hasArrived { await withCheckedContinuation { expecting.append($0) } }
    }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
