namespace LearningStudio.HostApi.Commands.Import;

/// <summary>
/// Maps a dump's ids to ours: users, posts and topics keep theirs, shifted by the first id of the load; comments, which
/// a dump counts separately but which are posts here, and users below zero come in the upper half of the band.
/// </summary>
internal sealed class DumpIds(long firstId)
{
    private const long UpperHalf = 1L << 31;

    public long Read(DumpRow row, string name) => Shift(row.Id(name), row, name);

    public long? ReadOptional(DumpRow row, string name) => row.OptionalId(name) is { } id ? Shift(id, row, name) : null;

    public long ReadComment(DumpRow row) => Read(row, "Id") + UpperHalf;

    private long Shift(long id, DumpRow row, string name) =>
        id is > -UpperHalf and < UpperHalf
            ? firstId + (id >= 0 ? id : UpperHalf - id)
            : throw row.Expected($"a number of 31 bits in the attribute '{name}'");
}
