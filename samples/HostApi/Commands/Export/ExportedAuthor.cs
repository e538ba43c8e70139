namespace LearningStudio.HostApi.Commands.Export;

/// <summary>Who wrote something: a user of the export by id, anybody else by name.</summary>
internal sealed record ExportedAuthor(long? Id, string? GuestName, string? UserName, bool? IsActive)
{
    public long? KnownId => IsActive is true ? Id : null;

    public string? Name => IsActive is false ? UserName : GuestName;
}
