-- What anonymous readers ask for, in equal shares: lists, statistics, and forty topics. Prints one line of figures.
local reads = { "/forums", "/forums/2", "/forums/2/topics", "/users/1/stats", "/statistics" }
for topic = 1, 40 do
  reads[#reads + 1] = "/topics/" .. topic
end


function init()
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", "/api/v1" .. reads[math.random(#reads)])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("FIGURES %.0f %.2f %.2f %d %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
