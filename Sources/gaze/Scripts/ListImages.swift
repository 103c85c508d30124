import ArgumentParser
import Foundation
import ImageModel
import ViewModels

/// `gaze list`: prints the filtered list, for scripts.
struct ListImages: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the images that a filter leaves.",
        discussion: """
            FILTER is what / takes inside gaze: words that are looked for in names, ids and tags, and key:value. \
            status:active,saving  visibility:public,community  tag:lts  owner:me  name:debian*  hidden:yes  'size>1G' \
            'updated<7d'  os_distro:alpine. All of it has to hold. * and ? are wildcards, except in quotation marks; < and > \
            have to be quoted in a shell. A state that the API does not have, and a key that is but a slip away from one of \
            the filter's own, are pointed out on standard error. --explain says \
            what of it the service answers, and what is looked for here. --view lists what a view says that was saved in gaze on \
            this cloud, or that config.yaml has: what fits its filter and FILTER, in its order, and in a table with its columns, \
            unless --sort and --columns say otherwise.

            Images are printed as their pages are read, however many there are. A table is for people; json is an array, an \
            image a line; csv is RFC 4180. These and yaml have every value as the service says it. Without --columns, json and \
            yaml have all that an image has, and csv what every image has.

            Exit status:
            \(ScriptExit.table)
            """)

    @Argument(
        help: "What the images have to be.",
        completion: .list(["status:", "visibility:", "name:", "tag:", "owner:me", "disk_format:", "hidden:yes"]))
    var filter: [String] = []

    @Option(help: ArgumentHelp("List what one of gaze's views of this cloud says.", valueName: "name"))
    var view: String?

    @Option(help: "How they are printed.")
    var format = RecordFormat.table

    @Option(
        help: ArgumentHelp("Attributes and properties by their names, with commas between them.", valueName: "names"),
        completion: .list(RecordColumns.completions))
    var columns: RecordColumns?

    @Option(
        help: ArgumentHelp(
            "What they are ordered by: \(ListOrder.keys.joined(separator: ", ")); :asc or :desc may follow. "
                + "(default: created_at, the newest first)",
            valueName: "key"), completion: .list(ListOrder.keys))
    var sort: ListOrder?

    @Option(help: ArgumentHelp("How many are printed at most. (default: all)", valueName: "count"))
    var limit: Int?

    @Flag(help: "Print no line of names; for table and csv.")
    var noHeader = false

    @Flag(help: "Say what of the filter the service answers, and what gaze matches; list nothing.")
    var explain = false

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is a number of images, from 1 on.") }
    }

    func run() async throws {
        let parsed: ImageFilter
        do throws(ScriptFailure) {
            parsed = try Self.parsed(filter.joined(separator: " "))
        } catch {
            await ScriptRun.tell(error)
            throw ExitCode(error.status.rawValue)
        }
        // A doubtful filter is still used: a service may have statuses of its own.
        for doubt in parsed.doubts(SeenValues()) { await Console.errors.write("\(doubt)") }
        try await ScriptRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly) { connection in
            var (wanted, order, attributes) = (parsed, sort?.order, columns?.attributes)
            if let view {
                let saved = try await Self.view(named: view, connection)
                wanted = try Self.parsed("\(saved.filter) \(parsed.text)")
                order = order ?? saved.order
                if format == .table, let chosen = saved.columns, !chosen.isEmpty {
                    attributes = attributes ?? chosen.map(\.attribute)
                }
            }
            let request = try await Self.request(wanted, connection)
            if explain {
                try StandardOutput.write(explanation(of: request, order ?? .newestFirst))
            } else {
                try await list(request, order ?? .newestFirst, attributes, connection)
            }
        }
    }

    private static func parsed(_ text: String) throws(ScriptFailure) -> ImageFilter {
        do throws(FilterProblem) {
            return try ImageFilter(text)
        } catch {
            throw failure(error)
        }
    }

    /// Returns a view saved for the cloud, or otherwise one of the configuration.
    private static func view(named name: String, _ connection: Connection) async throws(ScriptFailure) -> SavedView {
        let files = ListFiles(files: .current(), cloud: await connection.place.cloud)
        let views = await files.memory.views() + connection.settings.views
        if let view = views.first(where: { $0.name == name }) { return view }
        let names = views.isEmpty ? "There are none." : "There are: \(views.map(\.name).joined(separator: ", "))."
        throw ScriptFailure(.usage, "There is no view “\(name)” of this cloud. \(names)")
    }

    private func list(
        _ request: FilterRequest, _ order: ImageOrder, _ attributes: [ImageAttribute]?, _ connection: Connection
    ) async throws {
        var listing = ImageListing(api: connection.api, order: order, request: request, limit: limit)
        let (charset, room) = await MainActor.run { (Console.output.charset, Console.output.room) }
        var writer = format.listWriter(columns: attributes, hasHeader: !noHeader, charset: charset, room: room)
        var hasBegun = false
        while let images = try await Self.next(&listing) {
            // If the service does not filter, a page may have no matching images, and could not determine the column widths.
            if images.isEmpty { continue }
            let page = images.map(ImageRecord.init(listed:))
            var text = ""
            if !hasBegun { text = writer.begin(page) }
            hasBegun = true
            for record in page { text += try writer.text(of: record) }
            try StandardOutput.write(text)
        }
        try StandardOutput.write((hasBegun ? "" : writer.begin([])) + writer.end())
    }

    private static func next(_ listing: inout ImageListing) async throws(ScriptFailure) -> [Image]? {
        do throws(APIError) {
            return try await listing.next()
        } catch {
            throw ScriptFailure(error, "The list could not be read")
        }
    }

    private func explanation(of request: FilterRequest, _ order: ImageOrder) -> String {
        let query = ImageQuery(
            limit: request.isWhole ? limit.map { min($0, ImageLimits.pageSize) } : nil,
            order: order, conditions: request.conditions)
        let lines = [
            "The service is asked: GET \(query.path)",
            "It answers by itself: \(request.asked.isEmpty ? "nothing of the filter" : request.asked.joined(separator: " "))",
            "Looked for here: \(request.matchedHere.isEmpty ? "nothing" : request.matchedHere.joined(separator: " "))",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the filter as a request to the service. Only `owner:me` needs the login, which is waited for in that case alone.
    private static func request(
        _ filter: ImageFilter, _ connection: Connection
    ) async throws(ScriptFailure) -> FilterRequest {
        if let request = try? FilterRequest(filter, FilterContext(now: Date(), project: nil)) { return request }
        await connection.place.readLogin()
        let project = await connection.place.login?.projectID
        do throws(FilterProblem) {
            return try FilterRequest(filter, FilterContext(now: Date(), project: project))
        } catch {
            // If there is no login, a request fails with the reason.
            do throws(APIError) {
                _ = try await connection.api.images(ImageQuery(limit: 1))
            } catch {
                throw ScriptFailure(error, "The list could not be read")
            }
            throw failure(error)
        }
    }

    private static func failure(_ problem: FilterProblem) -> ScriptFailure {
        ScriptFailure(.usage, "The filter makes no sense: \(problem.description) gaze list --help has examples.")
    }
}

/// The order of a printed list: a key, optionally with a direction.
struct ListOrder: ExpressibleByArgument {
    let order: ImageOrder

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let key = ImageOrder.Key(rawValue: ImageAttribute(typed: parts[0]).rawValue) else { return nil }
        switch parts.dropFirst() {
        case []: order = ImageOrder(key, isAscending: key.isUsuallyAscending)
        case ["asc"]: order = ImageOrder(key, isAscending: true)
        case ["desc"]: order = ImageOrder(key, isAscending: false)
        default: return nil
        }
    }

    static let keys = ImageOrder.Key.allCases.map(\.rawValue)
}

extension Console {
    /// The width of the terminal in columns; nil if the stream is not a terminal.
    var room: Int? { isTerminal ? columns : nil }
}
