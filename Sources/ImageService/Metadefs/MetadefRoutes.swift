import HTTPTypes
import Hummingbird
import ImageModel

/// The routes below `/v2/metadefs`, and those of the schemas.
struct MetadefRoutes: Sendable {
    let catalogue: MetadefCatalogue

    func add(to router: Router<ServiceContext>) {
        let namespace: RouterPath = "/v2/metadefs/namespaces/:namespace"
        let namespaces = MetadefNamespaceRoutes(catalogue: catalogue)
        router.resource("/v2/metadefs/namespaces", [.get: namespaces.list, .post: namespaces.create])
        router.resource(
            namespace, [.get: namespaces.show, .put: namespaces.update, .delete: namespaces.delete])

        let types = ResourceTypeRoutes(catalogue: catalogue)
        router.resource("/v2/metadefs/resource_types", [.get: types.list])
        router.resource(namespace.appendingPath("resource_types"), [.get: types.associations, .post: types.associate])
        router.resource(namespace.appendingPath("resource_types/:name"), [.delete: types.dissociate])

        let objects = MetadefPartRoutes<MetadefObject>(catalogue: catalogue)
        router.resource(
            namespace.appendingPath("objects"),
            [.get: objects.list, .post: objects.create, .delete: objects.deleteAll])
        router.resource(
            namespace.appendingPath("objects/:name"),
            [.get: objects.show, .put: objects.update, .delete: objects.delete])

        let properties = MetadefPartRoutes<MetadefProperty>(catalogue: catalogue)
        router.resource(
            namespace.appendingPath("properties"),
            [.get: properties.list, .post: properties.create, .delete: properties.deleteAll])
        router.resource(
            namespace.appendingPath("properties/:name"),
            [.get: properties.show, .put: properties.update, .delete: properties.delete])

        let tags = MetadefPartRoutes<MetadefTag>(catalogue: catalogue)
        router.resource(
            namespace.appendingPath("tags"),
            [.get: tags.list, .post: tags.createAll, .delete: tags.deleteAll])
        router.resource(
            namespace.appendingPath("tags/:name"),
            [.get: tags.show, .post: tags.createNamed, .put: tags.update, .delete: tags.delete])

        for (name, document) in MetadefSchemas.documents {
            router.resource(
                RouterPath("/v2/schemas/metadefs/\(name)"),
                [
                    .get: { request, context in
                        try request.refuseBody()
                        _ = try context.requireIdentity()
                        return .json(document)
                    }
                ])
        }
    }
}
