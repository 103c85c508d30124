import ImageModel

/// The review of copies of several images: what applies to all is said once, and what applies to some is said with their names.
struct CopyReviews {
    /// The reviews of the copies that are still to be made.
    let reviews: [CopyReview]
    /// Why other images are not copied.
    var failures: [(name: String, reason: String)] = []

    /// The reviews of the copies that nothing prevents.
    var free: [CopyReview] { reviews.filter(\.obstacles.isEmpty) }

    /// The sections of the review, most important first; for a single image, those of its own review.
    var sections: [Review.Section] {
        if reviews.count == 1, failures.isEmpty, let review = reviews.first { return review.sections }
        let free = free
        return [
            Review.Section(title: "Not copied", sentences: obstacles, weight: .obstacle),
            Review.Section(title: "What is copied", sentences: free.map(Self.line)),
            Review.Section(title: "What may be refused", sentences: Self.joined(free, \.doubts), weight: .doubt),
            Review.Section(title: "What will differ", sentences: Self.joined(free, \.differences)),
            Review.Section(title: "What will happen, for one after the other", sentences: Self.steps(of: free)),
            Review.Section(
                title: "What is sent",
                code: free.map { $0.newImage.json().text(pretty: true) }.joined(separator: "\n\n")),
        ].filter { $0.code?.isEmpty == false || !$0.sentences.isEmpty }
    }

    /// How many images are not copied, and why.
    private var obstacles: [String] {
        let reasons = Self.told(failures + reviews.flatMap { review in review.obstacles.map { (review.name, $0) } })
        guard !reasons.isEmpty, !free.isEmpty else { return reasons }
        let all = reviews.count + failures.count
        return ["\(Format.count(all - free.count)) of \(Format.count(all)) images; the others follow below."] + reasons
    }

    private static func line(_ review: CopyReview) -> String {
        review.name + (review.source.image.size.map { ", \(Format.bytes($0))" } ?? "")
    }

    private static func steps(of reviews: [CopyReview]) -> [String] {
        guard let first = reviews.first else { return [] }
        let size = reviews.map(\.source.image).dataSize
        return ["\(Format.count(reviews.count)) records are made; \(Format.bytes(size)) of data follow, two at a time."]
            + first.steps
    }

    /// Returns each sentence once, with the names of the images that it applies to, unless it applies to all.
    private static func joined(_ reviews: [CopyReview], _ sentences: (CopyReview) -> [String]) -> [String] {
        told(reviews.flatMap { review in sentences(review).map { (review.name, $0) } }, ofAll: reviews.count)
    }

    /// Returns each sentence once, with the names of the images that it applies to.
    ///
    /// - Parameter count: a sentence that applies to this many images gets no names; nil if every sentence gets names.
    private static func told(_ said: [(name: String, sentence: String)], ofAll count: Int? = nil) -> [String] {
        var names: [String: [String]] = [:]
        var order: [String] = []
        for (name, sentence) in said {
            if names[sentence] == nil { order.append(sentence) }
            names[sentence, default: []].append(name)
        }
        return order.map { sentence in
            let names = names[sentence] ?? []
            guard names.count != count else { return sentence }
            let more = names.count > 3 ? " and \(Format.count(names.count - 3)) more" : ""
            return names.prefix(3).joined(separator: ", ") + more + ": " + sentence
        }
    }
}
