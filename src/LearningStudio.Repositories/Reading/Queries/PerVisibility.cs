namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>A query as each reader needs it.</summary>
/// <param name="make">Makes that of one visibility.</param>
internal sealed class PerVisibility<T>(Func<Visibility, T> make)
{
    private readonly T _public = make(Visibility.Public);
    private readonly T _own = make(Visibility.Own);
    private readonly T _held = make(Visibility.Held);

    /// <summary>The query for a reader, and the arguments that <see cref="VisibilityArguments.Reader"/> takes.</summary>
    public (T Query, object[] Arguments) For(Viewer? viewer) =>
        viewer switch
        {
            { SeesHeld: true } => (_held, []),
            { UserId: { } own } => (_own, [own]),
            _ => (_public, []),
        };
}
