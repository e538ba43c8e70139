/// <summary>A cached value that its readers can change.</summary>
internal sealed class Draft
{
    public string Title { get; set; } = "";
}
