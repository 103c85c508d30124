/// What is gathered of a VMDK while it streams by.
struct VMDKStream {
    /// What the first bytes are.
    private enum Form {
        /// A header that is cut off.
        case stump(Bytes)
        /// A header, and whether it is one that Glance reads on from.
        case header(VMDKHeader)
        /// A text, which may be a descriptor in a file of its own; nil where it is not ASCII.
        case text(VMDKDescriptor?)
    }

    private let form: Form
    private var descriptor: DiskRegion
    /// Whether the last bytes of the stream are wanted.
    let wantsFooter: Bool

    /// Nil where this is no VMDK.
    ///
    /// - Parameter head: the first block, or all there is.
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

    /// Where the next block begins that is wanted, when the stream has gone by up to `position`.
    func nextBlock(after position: UInt64) -> UInt64? { descriptor.nextBlock(after: position) }

    /// What Glance makes of it; nil where its inspection falls over.
    ///
    /// - Parameter tail: the last bytes of the stream, where they are wanted.
    func match(tail: [UInt8]) -> DiskMatch? {
        switch form {
        case .stump(let head):
            // The text is looked for in what there is, and the size of the disk is then missed.
            let isText = head.count >= 4 && VMDKDescriptor(ascii: head.storage)?.isSupported == true
            let sectors = head.count < 44 ? nil : head.number(UInt64.self, at: 12, .little)
            let size = sectors.map { VirtualSize($0, unit: 512) } ?? .unreadable
            return DiskMatch(.vmdk, isText ? size : .unknown, isComplete: false)
        case .text(let text):
            // A disk of several files is not taken; one of a single file has a header, and its size is there.
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
