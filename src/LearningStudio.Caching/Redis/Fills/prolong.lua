if head ~= ARGV[1] or redis.call('PTTL', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
