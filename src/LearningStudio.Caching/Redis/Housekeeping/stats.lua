local text = ''
for _, section in ipairs({ 'memory', 'stats', 'clients' }) do
  local info = redis.pcall('INFO', section)
  if type(info) == 'string' then text = text .. info .. '\n' end
end
return text
