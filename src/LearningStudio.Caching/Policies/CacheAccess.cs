namespace LearningStudio.Caching.Policies;

/// <summary>What a call may do with the process's memory and with Redis.</summary>
[Flags]
internal enum CacheAccess
{
    None = 0,
    ReadLocal = 1,
    WriteLocal = 2,
    ReadRedis = 4,
    WriteRedis = 8,
    Local = ReadLocal | WriteLocal,
    Redis = ReadRedis | WriteRedis,
    Write = WriteLocal | WriteRedis,
    All = Local | Redis,
}
