local patterns, first, number = sound(KEYS[1], KEYS[2])
local removals, second, removed = sound(KEYS[4], KEYS[5])
local told = {}
for _, member in ipairs(patterns and redis.call('ZRANGEBYSCORE', KEYS[2], -1, -1) or {}) do
  told[string.sub(member, 1, 1)] = string.sub(member, 2)
end
if told['='] and tonumber(told['=']) > tonumber(ARGV[7]) then return { told['='] } end
local same = told['@'] == ARGV[2] and (ARGV[2] ~= '' or ARGV[3] == '0') and told['='] == ARGV[7]
local behind = first == ARGV[4] and (number < tonumber(ARGV[5]) or (removed or 0) < tonumber(ARGV[6]))
if patterns and removals and first == second and same and not behind then
  local lost = {}
  local present = {}
  for i = 9, #ARGV, 2 do present['+' .. ARGV[i]] = true end
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], -1, -1)) do
    if string.sub(member, 1, 1) == '+' and not present[member] then redis.call('ZREM', KEYS[2], member) end
  end
  for i = 9, #ARGV, 2 do
    if redis.call('ZADD', KEYS[2], -1, '+' .. ARGV[i]) == 1 and ARGV[i + 1] ~= '' then
      lost[#lost + 1] = ARGV[i + 1]
    end
  end
  if lost[1] then
    local message = { 's' .. patterns .. ':' .. string.format('%.0f', number + 1) .. '\n' }
    for _, member in ipairs(lost) do
      redis.call('ZADD', KEYS[2], number + 1, member)
      message[#message + 1] = #member .. ':' .. member
    end
    redis.call('ZADD', KEYS[2], number + 1, '#' .. first)
    patterns = first .. ':' .. string.format('%.0f', number + 1)
    redis.pcall('PUBLISH', ARGV[8], table.concat(message))
  end
  redis.call('SET', KEYS[1], patterns)
else
  patterns = ARGV[1] .. ':0'
  removals = patterns
  for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end
  for i = 1, 4, 3 do
    redis.call('SET', KEYS[i], patterns)
    redis.call('ZADD', KEYS[i + 1], -1, '@' .. ARGV[2], -1, '=' .. ARGV[7], 0, '!', 0, '#' .. ARGV[1])
  end
  for i = 9, #ARGV, 2 do redis.call('ZADD', KEYS[2], -1, '+' .. ARGV[i]) end
end
local time = redis.call('TIME')
return { patterns, removals, string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) }
