namespace LearningStudio.HostApi.Commands.Import;

/// <summary>How times are written in what is imported: ISO 8601, in UTC unless they say otherwise.</summary>
internal static class DumpTime
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
    public const string Example = "2011-08-17T20:18:56.507";
}
