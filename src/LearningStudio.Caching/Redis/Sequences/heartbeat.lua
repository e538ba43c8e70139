local patterns = sound(KEYS[1], KEYS[2])
local role = redis.pcall('INFO', 'replication')
if type(role) ~= 'string' then
  if patterns then redis.call('SET', KEYS[1], patterns) end
elseif string.find(role, 'role:slave') then
  return { 'replica' }
end
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%x+)')
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
return { patterns or '', sound(KEYS[4], KEYS[5]) or '', now, run or '' }
