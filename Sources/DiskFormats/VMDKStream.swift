/// The parts of a VMDK collected while it streams past.
struct VMDKStream {
    /// The kind of data at the beginning.
    private enum Form {
        /// A truncated header.
        case stump(Bytes)
        /// A complete header.
        case header(VMDKHeader)
        /// A text that may be a descriptor in its own file; nil if it is not ASCII.
        case text(VMDKDescriptor?)
    }

    private let form: Form
    private var descriptor: DiskRegion
    /// Whether the last bytes of the stream are needed.
    let wantsFooter: Bool

    /// Begins to collect; nil if the data is not a VMDK.
    ///
    /// - Parameter head: the first block, or all data if there is less.
    init?(_ head: Bytes) {
        if let header = VMDKHeader(head) {
            form = .header(header)
            wantsFooter = header.isUnderstood && header.hasFooter
            descriptor = DiskRegion(at: 512, count: header.descriptorSize)
            if header.isUnderstood { descriptor.append(head.storage, from: 0) } else { descriptor.close() }
            return
        }
        wantsFooter = false
        descriptor = DiskRegion(at: 0, count: 0)
        if head.holds(VMDKHeader.magic) {
            form = .stump(head)
        } else if head.count >= VMDKHeader.size, head.storage.prefix(512).allSatisfy(\.isText) {
            let text = VMDKDescriptor(ascii: head.storage)
            if let text, text.createType == nil { return nil }
            form = .text(text)
        } else {
            return nil
        }
    }

    mutating func append(_ block: [UInt8], from start: UInt64) { descriptor.append(block, from: start) }

    /// Returns the offset of the next block that is needed, after the stream has reached `position`; nil if there is none.
    func nextBlock(after position: UInt64) -> UInt64? { descriptor.nextBlock(after: position) }

    /// Returns Glance's result for the disk; nil if Glance's inspection fails.
    ///
    /// - Parameter tail: the last bytes of the stream, if they are needed.
    func match(tail: [UInt8]) -> DiskMatch? {
        switch form {
        case .stump(let head):
            // Glance searches even a truncated header for a descriptor, and if it finds one, requires the disk's size.
            let isText = head.count >= 4 && VMDKDescriptor(ascii: head.storage)?.isSupported == true
            let sectors = head.count < 44 ? nil : head.number(UInt64.self, at: 12, .little)
            let size = sectors.map { VirtualSize($0, unit: 512) } ?? .unreadable
            return DiskMatch(.vmdk, isText ? size : .unknown, isComplete: false)
        case .text(let text):
            // A disk of several files is not accepted. A disk in a single file would have a header with its size, which is
            // missing here.
            guard let text else { return nil }
            return DiskMatch(.vmdk, text.isSupported ? .unreadable : .unknown, dangers: Self.dangers(text))
        case .header(let header):
            let text = header.isUnderstood && descriptor.isComplete ? VMDKDescriptor(ascii: descriptor.bytes) : nil
            var dangers = Self.dangers(text)
            if wantsFooter, !VMDKFooter.agrees(Bytes(tail), with: header) { dangers.append(.footer) }
            let isFooterMissing = header.isKnownVersion && header.hasFooter && tail.count < VMDKFooter.size
            return DiskMatch(
                .vmdk, text?.isSupported == true ? header.virtualSize : .unknown,
                isComplete: descriptor.isComplete && !isFooterMissing, dangers: dangers)
        }
    }

    private static func dangers(_ text: VMDKDescriptor?) -> [DiskDanger] {
        guard let text else { return [.descriptor(.missing)] }
        return text.fault.map { [.descriptor($0)] } ?? []
    }
}
