-- For wrk: sends one kind of request, and says in one line of JSON what came of it.
--
--     wrk … -s load.lua URL -- TOKEN [create]
--
-- With "create" it makes images, each with a name of its own, as `openstack image create` does.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local count = 0

function init(arguments)
    wrk.headers["X-Auth-Token"] = arguments[1]
    if arguments[2] == "create" then
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        request = function()
            count = count + 1
            return wrk.format(nil, nil, nil, string.format(
                '{"name":"image-%d-%d","disk_format":"qcow2","container_format":"bare"}', number, count))
        end
    end
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "seconds": %f, "refused": %d, "broken": %d, "median": %f}\n',
        summary.requests, summary.duration / 1e6, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50) / 1e6))
end
