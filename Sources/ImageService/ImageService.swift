import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix

/// The Image API v2, served over HTTP, with records in SQLite and data in files.
///
/// ```swift
/// let service = try ImageService(
///     ServiceConfiguration(
///         data: "/var/lib/gaze", address: .tcp(host: "127.0.0.1", port: 9292),
///         authentication: .none(Identity(user: "me", project: "mine", roles: ["admin"]))))
/// try await service.run { address in print("listening on \(address)") }
/// ```
package struct ImageService: Sendable {
    private let configuration: ServiceConfiguration
    private let logger: Logger
    private let catalogue: Catalogue
    private let stores: Stores
    private let imports: Imports
    private let instance: Instance
    private let instances: String

    /// The number of connections that the system queues until they are accepted; Linux's default limit.
    private static let backlog = 4096

    /// Opens the service's directory, and creates it if it does not exist.
    ///
    /// - Throws: `ServiceError` if the directory cannot be used, or the service would be open to other hosts without
    ///   authentication.
    package init(_ configuration: ServiceConfiguration, logger: Logger = Logger(label: "gaze.service"))
        throws(ServiceError)
    {
        if configuration.authentication.isOpen, !configuration.address.isLocal { throw .openToOthers }
        self.configuration = configuration
        self.logger = logger
        let folder = configuration.data
        instances = folder + "/instances"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            stores = try Stores(configuration, threads: .singleton)
            instance = try Instance(folder: instances)
            imports = Imports(
                catalogue: catalogue, stores: stores, instance: instance,
                download: WebDownload(policy: configuration.webDownload),
                federation: configuration.authentication.validator.map { GlanceDownload(validator: $0) },
                lookInterval: configuration.importLookInterval, logger: logger)
        } catch {
            throw .data(path: folder, reason: Self.reason(for: error))
        }
    }

    /// Serves requests until the task is cancelled.
    ///
    /// - Parameter onListening: called with the address once requests are accepted: `127.0.0.1:PORT`, or the path of the
    ///   socket.
    /// - Throws: `ServiceError` if the address or the directory cannot be used.
    package func run(onListening: @escaping @Sendable (_ address: String) async -> Void) async throws {
        let recovery = Recovery(
            catalogue: catalogue, stores: stores, imports: imports, instance: instance, instances: instances,
            logger: logger)
        do {
            try await StoreClaims(catalogue: catalogue, stores: stores, instance: instance).check()
            try await recovery.run()
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError.data(path: configuration.data, reason: Self.reason(for: error))
        }
        let address = configuration.address
        // The server logs each connection that a cancellation closes as an error; failed requests are logged by the service
        // itself.
        var quiet = logger
        quiet.logLevel = .critical
        let authenticator = Authenticator(configuration.authentication, logger: logger)
        let limits = configuration.connections
        let connections = Connections(limit: limits.count)
        let application = Application(
            responder: FrontDesk(
                routes: router(authenticator).buildResponder(), authenticator: authenticator,
                pages: WebPageGuard(configuration),
                publicURL: configuration.publicURL, logger: logger),
            server: HTTPServerBuilder { responder in
                HandledConnections(
                    http: HTTP1Channel(
                        responder: responder,
                        configuration: .init(
                            additionalChannelHandlers: [ConnectionHandler(connections, limits)],
                            idleTimeout: limits.silence)))
            },
            configuration: .init(
                address: bindAddress(), serverName: nil, backlog: Self.backlog,
                availableConnectionsDelegate: connections),
            onServerRunning: { channel in
                if case .unixSocket(let path) = address { chmod(path, 0o600) }
                await onListening(Self.text(of: channel, address))
            },
            logger: quiet)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await imports.run() }
                group.addTask { await recovery.warnOfMissingStores() }
                group.addTask { await purge() }
                defer { group.cancelAll() }
                try await application.run()
            }
        } catch let error as IOError {
            throw ServiceError.address(reason: String(cString: strerror(error.errnoCode)))
        }
    }

    /// Removes expired tasks periodically, until it is cancelled.
    private func purge() async {
        while !Task.isCancelled {
            // Tasks expire by time alone, so a plain sleep will do; reads skip expired tasks in any case.
            do { try await Task.sleep(for: configuration.purgeInterval) } catch { return }
            do {
                try await catalogue.forgetTasks(before: Date())
            } catch {
                logger.error("expired tasks could not be removed", metadata: ["error": "\(error)"])
            }
        }
    }

    private func bindAddress() -> BindAddress {
        switch configuration.address {
        case .tcp(let host, let port): return .hostname(host, port: port)
        case .unixSocket(let path):
            unlink(path)
            return .unixDomainSocket(path: path)
        }
    }

    private static func text(of channel: any Channel, _ address: ServiceConfiguration.Address) -> String {
        switch address {
        case .unixSocket(let path): path
        case .tcp(let host, let port):
            "\(host.contains(":") ? "[\(host)]" : host):\(channel.localAddress?.port ?? port)"
        }
    }

    private static func reason(for error: any Error) -> String {
        if let error = error as? CocoaError, let cause = error.underlying as? POSIXError {
            return String(cString: strerror(cause.code.rawValue))
        }
        if let error = error as? POSIXError { return String(cString: strerror(error.code.rawValue)) }
        return "\(error)"
    }

    private func router(_ authenticator: Authenticator) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self)
        let images = ImageRoutes(catalogue: catalogue, stores: stores, methods: imports.methods)
        router.resource("/v2/images", [.get: images.list, .post: images.create])
        router.resource(
            "/v2/images/:id", [.get: images.show, .patch: images.update, .delete: images.delete])
        let files = DataRoutes(catalogue: catalogue, stores: stores, instance: instance, logger: logger)
        router.resource("/v2/images/:id/file", [.get: files.download, .put: files.upload])
        router.resource("/v2/images/:id/stage", [.put: files.stage])
        let importing = ImportRoutes(imports: imports)
        router.resource("/v2/images/:id/import", [.post: importing.start])
        // For other methods, Glance answers as for an unknown path, here and for usage below.
        router.get("/v2/images/:id/tasks", use: importing.tasksOfImage)
        let locations = LocationRoutes(
            catalogue: catalogue, stores: stores, download: imports.download, authenticator: authenticator)
        router.resource("/v2/images/:id/locations", [.get: locations.list, .post: locations.add])
        let tasks = TaskRoutes(catalogue: catalogue)
        router.resource("/v2/tasks", [.get: tasks.list, .post: tasks.create])
        router.resource("/v2/tasks/:id", [.get: tasks.show, .delete: tasks.delete])
        let places = StoreRoutes(catalogue: catalogue, stores: stores, instance: instance, methods: imports.methods)
        router.resource("/v2/stores/:store/:id", [.delete: places.delete])
        router.resource("/v2/info/stores", [.get: places.list])
        router.resource("/v2/info/stores/detail", [.get: places.detail])
        router.resource("/v2/info/import", [.get: places.importMethods])
        router.get("/v2/info/usage", use: places.usage)
        let cache = CacheRoutes(catalogue: catalogue)
        router.resource("/v2/cache", [.get: cache.list, .delete: cache.clear])
        router.resource("/v2/cache/:id", [.put: cache.add, .delete: cache.remove])
        router.resource("/v2/cache/clean", [.post: cache.clean])
        router.resource("/v2/cache/prune", [.post: cache.prune])
        // The longer path below would keep this one from matching the pattern above.
        router.resource("/v2/cache/nodes", [.put: cache.addNodes, .delete: cache.remove])
        router.resource("/v2/cache/nodes/:id", [.get: cache.nodes])
        let tags = TagRoutes(catalogue: catalogue)
        router.resource("/v2/images/:id/tags/:tag", [.put: tags.add, .delete: tags.remove])
        let members = MemberRoutes(catalogue: catalogue)
        router.resource("/v2/images/:id/members", [.get: members.list, .post: members.create])
        router.resource(
            "/v2/images/:id/members/:member",
            [.get: members.show, .put: members.update, .delete: members.delete])
        let actions = ActionRoutes(catalogue: catalogue)
        router.resource("/v2/images/:id/actions/deactivate", [.post: actions.deactivate])
        router.resource("/v2/images/:id/actions/reactivate", [.post: actions.reactivate])
        for (name, schema) in [
            ("image", ImageDocuments.imageSchema), ("images", ImageDocuments.imagesSchema),
            ("member", MemberDocuments.memberSchema), ("members", MemberDocuments.membersSchema),
            ("task", TaskDocuments.taskSchema), ("tasks", TaskDocuments.tasksSchema),
        ] {
            router.resource(
                RouterPath("/v2/schemas/\(name)"),
                [
                    .get: { request, context in
                        try request.refuseBody()
                        return try context.known(.json(schema))
                    }
                ])
        }
        MetadefRoutes(catalogue: MetadefCatalogue(catalogue: catalogue)).add(to: router)
        return router
    }
}

extension ServiceContext {
    /// Returns a response that requires an authenticated request.
    fileprivate func known(_ response: Response) throws -> Response {
        _ = try requireIdentity()
        return response
    }
}

extension Router<ServiceContext> {
    /// Adds a path with its methods; any other method is answered with 405 and the list of allowed methods.
    func resource(
        _ path: RouterPath,
        _ methods: [HTTPRequest.Method: @Sendable (Request, ServiceContext) async throws -> Response]
    ) {
        let known = HTTPRequest.Method.known
        let allowed = known.filter { methods[$0] != nil }.map(\.rawValue).joined(separator: ", ")
        for method in known + [.trace] {
            if let answer = methods[method] {
                on(path, method: method) { try await answer($0, $1) }
            } else {
                on(path, method: method) { _, context -> Response in
                    let asked = context.askedMethod ?? method
                    throw Fault(
                        status: .methodNotAllowed,
                        message: "The method \(asked.rawValue) is not allowed for this resource.",
                        headers: [.allow: allowed])
                }
            }
        }
    }
}
