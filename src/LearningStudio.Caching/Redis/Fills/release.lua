if head ~= ARGV[1] then return 0 end
return redis.call('UNLINK', KEYS[1])
