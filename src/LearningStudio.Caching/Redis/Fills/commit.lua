if head ~= ARGV[1] then return false end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return KEYS[2] and redis.call('GET', KEYS[2]) or ''
