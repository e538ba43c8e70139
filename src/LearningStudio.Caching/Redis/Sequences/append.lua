local value = redis.pcall('GET', KEYS[1])
if type(value) ~= 'string' then return false end
local epoch, previous = string.match(value, '^(%x+):(%d+)$')
if not epoch then return false end
local number = previous + 1
if tonumber(redis.call('ZINCRBY', KEYS[2], 1, '#' .. epoch)) ~= number then
  redis.call('DEL', KEYS[1])
  return false
end
local function forget(upTo)
  if tonumber(upTo) <= tonumber(redis.call('ZSCORE', KEYS[2], '!') or 0) then return end
  redis.call('ZREMRANGEBYSCORE', KEYS[2], 0, upTo)
  redis.call('ZADD', KEYS[2], upTo, '!', number, '#' .. epoch)
end
local step = value .. ':' .. string.format('%.0f', number)
local message = { ARGV[2] .. step .. '\n' }
local scores = {}
for i = 7, #ARGV do
  if ARGV[i] == '*' then
    forget(number)
  else
    scores[#scores + 1] = number
    scores[#scores + 1] = ARGV[i]
  end
  message[#message + 1] = #ARGV[i] .. ':' .. ARGV[i]
end
if scores[1] then redis.call('ZADD', KEYS[2], unpack(scores)) end
local over = redis.call('ZCOUNT', KEYS[2], 0, '+inf') - 2 - ARGV[3]
if over > 0 then
  local oldest = redis.call('ZRANGEBYSCORE', KEYS[2], 0, '+inf', 'WITHSCORES', 'LIMIT', over, 1)
  if tonumber(oldest[2]) < number then forget(oldest[2]) end
end
local retention = tonumber(ARGV[4])
if retention > 0 and number % 16 == 1 then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local function entry(index)
    local text = redis.call('LINDEX', KEYS[3], index)
    return string.match(text or '', '^(%d+):(%d+)$')
  end
  local last = entry(-1)
  if not last or now - tonumber(last) > retention / 16 then
    redis.call('RPUSH', KEYS[3], string.format('%.0f:%.0f', now, number))
  end
  local first, at = entry(0)
  if first and now - tonumber(first) > retention then
    redis.call('LPOP', KEYS[3])
    forget(at)
  end
end
redis.call('SET', KEYS[1], epoch .. ':' .. string.format('%.0f', number))
for i = 4, #KEYS do
  if ARGV[5] == '' then
    redis.call('UNLINK', KEYS[i])
  else
    redis.call('SET', KEYS[i], ARGV[5], 'PX', ARGV[6])
  end
end
redis.pcall('PUBLISH', ARGV[1], table.concat(message))
return step
