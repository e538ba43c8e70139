namespace LearningStudio.HostApi.Operations;

/// <summary>Settings that are made while the host runs, and that are gone with it. Thread-safe.</summary>
internal sealed class SwitchSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly Lock _setting = new();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Set(string key, bool value)
    {
        lock (_setting)
        {
            // Readers go on with the settings they have begun to read.
            Data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase)
            {
                [key] = value ? "true" : "false",
            };
        }

        OnReload();
    }
}
