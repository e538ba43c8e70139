namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>A query as each reader needs it.</summary>
/// <param name="make">Makes that of one sight.</param>
internal sealed class BySight<T>(Func<Sight, T> make)
{
    private readonly T _public = make(Sight.Public);
    private readonly T _own = make(Sight.Own);
    private readonly T _held = make(Sight.Held);

    /// <summary>The query for a reader, and the arguments that <see cref="SightArguments.Reader"/> takes.</summary>
    public (T Query, object[] Arguments) For(Viewer? viewer) =>
        viewer switch
        {
            { SeesHeld: true } => (_held, []),
            { UserId: { } own } => (_own, [own]),
            _ => (_public, []),
        };
}
