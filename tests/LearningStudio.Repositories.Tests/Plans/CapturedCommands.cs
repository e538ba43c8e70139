using System.Data.Common;
using LinqToDB;
using LinqToDB.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Plans;

/// <summary>Keeps the text and the parameters of the last statement.</summary>
internal sealed class CapturedCommands : CommandInterceptor
{
    public string Sql { get; private set; } = "";

    public IReadOnlyList<DbParameter> Parameters { get; private set; } = [];

    public void Register(IServiceCollection services) =>
        services.AddSingleton<Func<ForumDb>>(s =>
        {
            var options = new DataOptions<ForumDb>(
                s.GetRequiredService<DataOptions<ForumDb>>().Options.UseInterceptor(this)
            );
            return () => new ForumDb(options);
        });

    public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command)
    {
        Sql = command.CommandText;
        Parameters = [.. command.Parameters.Cast<DbParameter>()];
        return command;
    }
}
