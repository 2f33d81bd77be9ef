using System.Globalization;
using CompiledNets;
using Digits;
using ReadingDigits;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using ReadingDigits.Reporting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var command = new DigitsCommand("Trains a neural net to read handwritten digits, and shows what it has learnt.", "digits.safetensors");
return command.Run(args, Console.Error, settings =>
{
    SavePlace.Check(settings.SavePath);
    DigitData data = DigitData.Prepare(settings);
    var net = new DigitClassifier(settings.Seed);
    IReport report = IReport.ForConsole(data, "Digits: a net learns to read handwriting");
    report.Introduce(net, settings);

    using DigitClassifier.Trainer trainer = net.CreateTrainer(settings.Threads);
    var options = new TrainingOptions { Epochs = settings.Epochs, Seed = settings.Seed, Validation = data.Shown };
    using (var interruption = new Interruption())
        report.Follow(net, options, followed => trainer.Fit(data.Train, followed, interruption.Token));

    Prediction[] predictions = Prediction.Of(net, data.Test);
    report.ShowResult(net.Evaluate(data.Test));
    report.ShowMistakes(Prediction.Mistakes(predictions));

    net.Save(settings.SavePath);
    var loaded = new DigitClassifier();
    loaded.Load(settings.SavePath);
    report.ShowLoaded(settings.SavePath, Prediction.Of(loaded, data.Test), predictions);
});
